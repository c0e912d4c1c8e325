/** Why two spare accounts cannot settle some limits, and which. */
export interface Beyond {
  readonly why: string;
  /** As in `docs/limits.md`. */
  readonly ids: readonly string[];
}

/** The limits that the trial leaves open, by reason. */
export const beyond: readonly Beyond[] = [
  {
    why: "It is about the emulator, which a trial on AWS does not use.",
    ids: ["L-EMULATOR-1", "L-EMULATOR-2", "L-EMULATOR-3", "L-EMULATOR-4", "L-ALERT-4", "L-ALERT-5"],
  },
  {
    why: "It is about the Terraform provider's releases, which the lanes try as soon as they have them.",
    ids: ["L-PROVIDER-1", "L-PROVIDER-2", "L-PROVIDER-3", "L-PROVIDER-4"],
  },
  {
    why: "It needs the management account, or the organization's centralization of logs, which a spare account may not set up.",
    ids: [
      "L-CENTRAL-1",
      "L-CENTRAL-2",
      "L-TRAIL-1",
      "L-FACT-3",
      "L-TAMPER-2",
      "L-TAMPER-4",
      "L-TAMPER-5",
      "L-HEALTH-6",
      "L-RAIL-7",
      "L-RAIL-8",
      "L-RAIL-9",
      "L-RAIL-10",
    ],
  },
  {
    why: "It needs the administrator of the service for the whole organization, and would change what watches every account.",
    ids: [
      "L-DETECT-1",
      "L-DETECT-2",
      "L-DETECT-3",
      "L-DETECT-4",
      "L-DETECT-5",
      "L-DETECT-6",
      "L-DETECT-7",
      "L-DETECT-14",
      "L-DETECT-15",
      "L-DETECT-19",
      "L-DETECT-21",
      "L-DETECT-23",
    ],
  },
  {
    why: "It needs rules of AWS Config for the organization, and recorders; a spare account may have one of the organization's already.",
    ids: ["L-ROLE-2", "L-DETECT-8", "L-DETECT-9", "L-DETECT-10", "L-DETECT-17"],
  },
  {
    why: "It is told by many accounts, by a bill, or by accounts that leave; two that stay do not show it.",
    ids: ["L-PRICE-1", "L-HEALTH-1", "L-DETECT-16", "L-DETECT-18", "L-DETECT-20", "L-DETECT-22"],
  },
  {
    why: "It needs guard rails that bind the accounts, which only the management account attaches: try them on a unit of trial accounts first (`guardRails.targets`).",
    ids: ["L-RAIL-1", "L-RAIL-2", "L-RAIL-3", "L-RAIL-6", "L-GLASS-1"],
  },
  {
    why: "It is a race between two moments of a change; one that ends well says nothing of the next.",
    ids: ["L-ROLE-3", "L-FORWARD-1", "L-RETENTION-1"],
  },
  {
    why: "It is a choice, or a limit of the design, and not a question to AWS.",
    ids: [
      "L-TAMPER-1",
      "L-TAMPER-3",
      "L-TAMPER-6",
      "L-HEALTH-7",
      "L-DELIVERY-1",
      "L-DISCOVER-1",
      "L-SESSION-1",
      "L-SESSION-2",
      "L-FACT-2",
      "L-FACT-4",
      "L-DETECT-13",
    ],
  },
  {
    why: "It needs instances that reach the internet, with software of their own; the first deployment shows it.",
    ids: ["L-RELAY-1"],
  },
  {
    why: "It shows in a second plan of a real distribution, which takes a quarter of an hour to make: the first deployment shows it.",
    ids: ["L-CLOUDFRONT-1"],
  },
  {
    why: "The SDK's client of Access Analyzer is none of ours: an analyzer of the archive's account, and a look at its findings, settle it by hand.",
    ids: ["L-DETECT-11"],
  },
  {
    why: "People settle it: a mail is confirmed or not, and `npm run verify` finds subscriptions that are not.",
    ids: ["L-RAIL-4"],
  },
  {
    why: "It needs the alarms and their way to people as they are: the first deployment shows it, by a test alert and by the alarms' metrics.",
    ids: ["L-ALERT-1", "L-ALERT-2", "L-ALERT-3", "L-HEALTH-2", "L-HEALTH-3", "L-HEALTH-4", "L-HEALTH-5"],
  },
];
