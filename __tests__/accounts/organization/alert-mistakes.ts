import { edit, Mistake } from "./mistakes";

const alerts = (value: unknown) => edit("alerts", value);

/** What may not be written under `alerts`. */
export const alertMistakes: readonly Mistake[] = [
  {
    mistake: "nobody who is told",
    change: alerts(undefined),
    path: "alerts",
    found: /nothing/,
    write: /\{ emails: \[security@example\.com\] \}/,
  },
  {
    mistake: "alerts without addresses",
    change: alerts({}),
    path: "alerts.emails",
    found: /nothing/,
    write: /a list of email addresses/,
  },
  {
    mistake: "no address at all",
    change: alerts({ emails: [] }),
    path: "alerts.emails",
    found: /\[\]/,
    write: /at least one address: an alert that nobody gets is worth nothing/,
  },
  {
    mistake: "an address that is none",
    change: alerts({ emails: ["security"] }),
    path: "alerts.emails[0]",
    found: /"security"/,
    write: /an email address, e\.g\. security@example\.com/,
  },
  {
    mistake: "an address twice",
    change: alerts({ emails: ["security@example.com", "security@example.com"] }),
    path: "alerts.emails[1]",
    found: /as in alerts\.emails\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "a channel that does not exist",
    change: alerts({ emails: ["security@example.com"], phones: ["+15555550100"] }),
    path: "alerts.phones",
    found: /unknown key/,
    write: /remove it/,
  },
];
