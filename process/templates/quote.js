// The client's page of a quote: tells that a person looks at it, sends what he picks, says and
// decides. It reckons nothing: every sum comes from the server.
(() => {
  'use strict';
  const base = document.body.dataset.base;

  // text/plain, because this page stands in a sandbox of its own, without an origin and a session.
  const send = async (what, body) => {
    const response = await fetch(`${base}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(body),
      credentials: 'omit',
      keepalive: true,
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.message);
    return answer;
  };
  const offline = 'Не получилось отправить: проверьте связь и повторите.';
  const said = (error) => (error instanceof TypeError ? offline : error.message);

  // «Открыто» is told after the first touch of a person; a mail scanner touches nothing.
  let touched = false;
  const seen = new Set();
  const look = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const line = entry.target.dataset.line;
        clearTimeout(entry.target.timer);
        if (!entry.isIntersecting || seen.has(line)) continue;
        entry.target.timer = setTimeout(() => {
          seen.add(line);
          send('views', { kind: 'looked_at', line }).catch(() => seen.delete(line));
        }, 2000);
      }
    },
    { threshold: 0.3 },
  );
  const touch = () => {
    if (touched) return;
    touched = true;
    send('views', { kind: 'opened' }).catch(() => {});
    for (const line of document.querySelectorAll('.line')) look.observe(line);
  };
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'])
    addEventListener(event, touch, { once: true, passive: true });

  const total = document.getElementById('total');
  for (const pick of document.querySelectorAll('.runs input[type="radio"]'))
    pick.addEventListener('change', async () => {
      const line = pick.closest('.line');
      const quantity = pick.value === '' ? null : Number(pick.value);
      try {
        const answer = await send('choices', { line: line.dataset.line, quantity, left_out: quantity === null });
        total.textContent = answer.total;
        for (const row of line.querySelectorAll('tr'))
          row.classList.toggle('chosen', row.contains(pick) && quantity !== null);
      } catch (error) {
        total.textContent = said(error);
      }
    });

  const act = (button, work, done) =>
    button?.addEventListener('click', async () => {
      const status = button.parentElement.querySelector('.answer');
      button.disabled = true;
      status.textContent = 'Отправляем…';
      try {
        await work();
        status.textContent = done;
      } catch (error) {
        status.textContent = said(error);
      }
      button.disabled = false;
    });

  const remark = async (field, line, question) => {
    await send('remarks', { line, text: field.value, question });
    field.value = '';
  };
  for (const button of document.querySelectorAll('[data-remark]')) {
    const key = button.dataset.remark;
    const field = document.getElementById(`remark-${key}`);
    act(button, () => remark(field, key, false), 'Спасибо, менеджер уже видит комментарий.');
  }
  const question = document.getElementById('question');
  act(document.getElementById('ask'), () => remark(question, '', true), 'Спасибо! Менеджер ответит вам.');

  // «Согласовать» asks for a code by e-mail first where the company wants one.
  const accept = document.getElementById('accept');
  const confirm = document.getElementById('confirm');
  const code = document.getElementById('code');
  const decide = (button, work) =>
    button?.addEventListener('click', async () => {
      const status = document.getElementById('name').parentElement.querySelector('.answer');
      button.disabled = true;
      status.textContent = 'Отправляем…';
      try {
        status.textContent = await work();
      } catch (error) {
        status.textContent = said(error);
      }
      button.disabled = false;
    });
  const agree = async () => {
    const name = document.getElementById('name').value;
    await send('acceptance', { name, code: code ? code.value : null });
    location.reload();
    return '';
  };
  const ask_code = async () => {
    const { sent_to } = await send('codes', {});
    confirm.hidden = false;
    accept.hidden = true;
    code.value = '';
    code.focus();
    return `Мы отправили код на ${sent_to}. Он действует 15 минут.`;
  };
  decide(accept, confirm ? ask_code : agree);
  decide(document.getElementById('confirm-code'), agree);
  decide(document.getElementById('another-code'), ask_code);
  code?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') document.getElementById('confirm-code').click();
  });
})();
