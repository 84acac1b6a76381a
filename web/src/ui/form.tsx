// What the server says about a form: its words stand at their field, or above the form.
import { as_problem, type Problem } from '../api/problem';
import classes from './form.module.css';
import { Icon } from './icons';

// The server writes "vat[0].valid_from", Mantine's forms "vat.0.valid_from".
export function field_errors(error: unknown): Record<string, string> {
  const problem = as_problem(error);
  if (!problem.field) return {};
  return { [problem.field.replace(/\[(\d+)\]/g, '.$1')]: problem.message };
}

// `fields` are those the form shows: a refusal of any other stands above the form.
export function FormProblem({ error, shown = true }: { error: unknown; shown?: boolean }) {
  if (!error) return null;
  const problem: Problem = as_problem(error);
  if (problem.field && shown) return null;
  return (
    <p className={classes.problem} role="alert">
      <Icon name="warning" />
      <span>{problem.message}</span>
    </p>
  );
}
