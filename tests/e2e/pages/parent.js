// The page around a frame: puts it there, speaks to it, and keeps what it hears from it.
window.told = [];
window.asked = [];
addEventListener('message', ({ source, origin, data }) => {
  if (source === window.frame?.contentWindow) told.push({ ...data, origin });
});

window.embed = async (address) => {
  window.frame = document.createElement('iframe');
  frame.src = address;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
};

window.say = (message, transfer = []) => frame.contentWindow.postMessage({ v: 1, ...message }, '*', transfer);

window.giveTokens = (token) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    asked.push(data);
    port1.postMessage({ type: 'referral:token', v: 1, token });
  };
  say({ type: 'referral:hello' }, [port2]);
};

window.heard = (type) => new Promise((resolve) => {
  const look = () => {
    const found = told.findLast((message) => message.type === type);
    if (found) resolve(found);
    else requestAnimationFrame(look);
  };
  look();
});
