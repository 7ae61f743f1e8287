// A host page: gives a token by callback, sets the theme, and writes down what the widget tells.

const widget = document.querySelector('#referrals');
const dialog = document.querySelector('#dialog');
const field = document.querySelector('#portal-token');
const log = document.querySelector('#log');
const LINES = 200;

let token = null;

/** Asks the person; a real page would ask its server or MSAL here. */
const signIn = (signal) =>
  new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => dialog.close('cancel'), { once: true });
    dialog.addEventListener('close', () => {
      const given = dialog.returnValue === 'give' ? field.value : '';
      field.value = '';
      given ? resolve(given) : reject(new Error('not signed in'));
    }, { once: true });
    if (!dialog.open) dialog.showModal();
  });

widget.tokenProvider = async ({ reason, signal }) => {
  if (reason !== 'missing') token = null;
  token ??= await signIn(signal);
  return token;
};

document.querySelector('#sign-in').addEventListener('click', async () => {
  try {
    token = await signIn();
    await widget.setAccessToken(token);
    await widget.load();
  } catch (error) {
    write('portal', error.message);
  }
});

document.querySelector('#sign-out').addEventListener('click', () => {
  token = null;
  widget.clearAccessToken();
});

document.querySelector('#reset').addEventListener('click', () => widget.reset());

document.querySelector('#theme').addEventListener('change', ({ target }) => {
  widget.theme = target.value;
});

const write = (name, detail) => {
  const line = document.createElement('li');
  line.textContent = detail === null || detail === undefined ? name : `${name} ${JSON.stringify(detail)}`;
  log.prepend(line);
  while (log.childElementCount > LINES) log.lastElementChild.remove();
};

const NAMES = [
  'ready', 'load-start', 'progress', 'load', 'error', 'token-request', 'token-expiring', 'config-update', 'filter-update',
  'click', 'export',
];
for (const name of NAMES) widget.addEventListener(`referral-${name}`, ({ type, detail }) => write(type, detail));
