import { edit, Mistake } from "./mistakes";

const guardRails = (value: unknown) => edit("guardRails", value);

/** What may not be written under `guardRails`. */
export const guardRailMistakes: readonly Mistake[] = [
  {
    mistake: "to switch the guard rails off",
    change: guardRails({ enabled: false }),
    path: "guardRails.enabled",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "guard rails that bind nothing",
    change: guardRails({ targets: [] }),
    path: "guardRails.targets",
    found: /\[\]/,
    write: /at least one/,
  },
  {
    mistake: "a target that is none",
    change: guardRails({ targets: ["Workloads"] }),
    path: "guardRails.targets[0]",
    found: /"Workloads"/,
    write: /the id of a root, an organizational unit or an account/,
  },
  {
    mistake: "a target twice",
    change: guardRails({ targets: ["ou-exam-12345678", "ou-exam-12345678"] }),
    path: "guardRails.targets[1]",
    found: /as in guardRails\.targets\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "to let every role through",
    change: guardRails({ exemptRoles: ["*"] }),
    path: "guardRails.exemptRoles[0]",
    found: /"\*"/,
    write: /the name of a role/,
  },
  {
    mistake: "a wildcard within the name of a role",
    change: guardRails({ exemptRoles: ["team-*-admin"] }),
    path: "guardRails.exemptRoles[0]",
    found: /"team-\*-admin"/,
    write: /\* at its end/,
  },
  {
    mistake: "to allow every action everywhere",
    change: guardRails({ globalActions: ["*"] }),
    path: "guardRails.globalActions[0]",
    found: /"\*"/,
    write: /an action of one service/,
  },
  {
    mistake: "an action for Regions that are none",
    change: guardRails({ globalActions: [{ actions: ["lambda:*"], regions: ["virginia"] }] }),
    path: "guardRails.globalActions[0].regions[0]",
    found: /^"virginia"$/,
    write: /the code of an AWS Region/,
  },
  {
    mistake: "actions for Regions without any",
    change: guardRails({ globalActions: [{ actions: [], regions: ["us-west-2"] }] }),
    path: "guardRails.globalActions[0].actions",
    found: /^\[\]$/,
    write: /at least one action/,
  },
  {
    mistake: "actions for Regions, and for something else",
    change: guardRails({ globalActions: [{ actions: ["lambda:*"], regions: ["us-west-2"], accounts: [] }] }),
    path: "guardRails.globalActions[0].accounts",
    found: /an unknown key/,
    write: /remove it/,
  },
  {
    mistake: "an action for a Region that is governed",
    change: guardRails({ globalActions: [{ actions: ["lambda:*"], regions: ["eu-west-1"] }] }),
    path: "guardRails.globalActions[0].regions[0]",
    found: /"eu-west-1", which regions\.governed names/,
    write: /a Region that is not governed/,
  },
  {
    mistake: "an action for a Region twice",
    change: guardRails({ globalActions: [{ actions: ["lambda:*"], regions: ["us-west-2", "us-west-2"] }] }),
    path: "guardRails.globalActions[0].regions[1]",
    found: /as in guardRails\.globalActions\[0\]\.regions\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "a choice of Regions that is none",
    change: guardRails({ denyOtherRegions: "no" }),
    path: "guardRails.denyOtherRegions",
    found: /"no"/,
    write: /true or false/,
  },
];
