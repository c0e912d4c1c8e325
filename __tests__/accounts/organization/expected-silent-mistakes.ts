import { edit, Mistake } from "./mistakes";

const silent = (change: object) =>
  edit("expectedSilent", [{ account: "444444444444", reason: "no VPC yet", ...change }]);

/** What may not be written under `expectedSilent`. */
export const expectedSilentMistakes: readonly Mistake[] = [
  {
    mistake: "a silent account that the file does not name",
    change: silent({ account: "999999999999" }),
    path: "expectedSilent[0].account",
    found: /"999999999999"/,
    write: /an account of accounts/,
  },
  {
    mistake: "a silent log type that does not exist",
    change: silent({ logType: "telnet" }),
    path: "expectedSilent[0].logType",
    found: /"telnet"/,
    write: /one of cloudtrail, /,
  },
  {
    mistake: "a silent Region that is not governed",
    change: silent({ region: "ap-south-1" }),
    path: "expectedSilent[0].region",
    found: /"ap-south-1"/,
    write: /one of regions\.governed/,
  },
  {
    mistake: "silence without a reason",
    change: silent({ reason: " " }),
    path: "expectedSilent[0].reason",
    found: /" "|""/,
    write: /why nothing is to be expected/,
  },
];
