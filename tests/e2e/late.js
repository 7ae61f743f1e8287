// Sets properties of an element that is not known yet, then loads the module that defines it, twice.
const done = arguments[0];
const element = document.querySelector('#late');
element.filter = "status eq 'Won'";
element.view = 'table';
element.autoLoad = true;
element.tokenProvider = async ({ reason }) => {
  window.reason = reason;
  return 'provided-token';
};
import('/referral-analytics.js')
  .then(() => import('/referral-analytics.js?again'))
  .then(() => element.ready)
  .then(() => done(element.getAttribute('filter')), (error) => done(String(error)));
