import { ServiceTampering } from "./service-tampering";

/** Workloads are tagged out of the scans of GuardDuty and Inspector, when they are made or later. */
export const exclusions: readonly ServiceTampering[] = [
  {
    service: "ec2",
    groups: [
      {
        denied: "DenyExcludingFromScans",
        about: "exclusions",
        actions: ["CreateTags"],
        recordedAs: ["CreateTags", "RunInstances"],
      },
    ],
  },
  {
    service: "ecs",
    groups: [{ denied: "DenyExcludingFromScans", about: "exclusions", actions: ["CreateCluster", "TagResource"] }],
  },
  {
    service: "eks",
    groups: [{ denied: "DenyExcludingFromScans", about: "exclusions", actions: ["CreateCluster", "TagResource"] }],
  },
  {
    // Lambda puts the version of its interface behind the names of its events.
    service: "lambda",
    groups: [
      {
        denied: "DenyExcludingFromScans",
        about: "exclusions",
        actions: ["CreateFunction", "TagResource"],
        recordedAs: ["CreateFunction20*", "TagResource20*"],
      },
    ],
  },
];
