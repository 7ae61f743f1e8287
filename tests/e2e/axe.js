// What axe-core finds, one line each: rule, help, and where.
const done = arguments[arguments.length - 1];
const line = ({ id, help, nodes }) =>
  `${id}: ${help}: ${nodes.map((node) => `${node.target.flat()} ${node.failureSummary}`).join(' | ')}`;
axe.run(document, { resultTypes: ['violations'] }).then(
  ({ violations }) => done(violations.map(line)),
  (error) => done([String(error)]),
);
