import { createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef1fd',
  '#dbe1fa',
  '#b5c1f3',
  '#8d9fee',
  '#6b82e8',
  '#5870e3',
  '#4a63d9',
  '#3650c7',
  '#2f46b0',
  '#243893',
];

// Mantine's dark greys, in step with tokens.css.
const dark: MantineColorsTuple = [
  '#ebebe8',
  '#cfcfce',
  '#b1b2b5',
  '#85878c',
  '#3d4046',
  '#2b2d31',
  '#1f2023',
  '#18191b',
  '#141517',
  '#101113',
];

// Sizes and faces of Mantine's controls; the colours of everything else are in tokens.css.
export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--sans)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 100 } } },
    Drawer: { defaultProps: { position: 'right', transitionProps: { duration: 100 } } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: {
      defaultProps: {
        size: 'sm',
        inputWrapperOrder: ['label', 'input', 'description', 'error'],
      },
    },
  },
});
