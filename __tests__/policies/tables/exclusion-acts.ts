import { accounts } from "../organization-under-test";
import { arn, each, everybodyLetThrough, GuardedAct, GuardedActs } from "./guarded-act";

const { payments } = accounts;

const taggingInstances = each("ec2", arn("ec2", "instance/i-0a1b2c3d"), { CreateTags: "tag an instance" });

const taggingFunctions = each("lambda", arn("lambda", "function:checkout"), {
  CreateFunction: "make a function with a tag",
  TagResource: "tag a function",
});

/** Everything else that puts a tag on what is scanned, when it is made or later. */
const taggingClusters: GuardedAct[] = [
  ...each("ecs", arn("ecs", "cluster/shop"), {
    CreateCluster: "make a cluster with a tag",
    TagResource: "tag a cluster",
  }),
  ...each("eks", arn("eks", "cluster/shop"), { TagResource: "tag a cluster" }),
  ...each("eks", undefined, { CreateCluster: "make a cluster with a tag" }),
];

const excluding = (context: Record<string, string>, acts: readonly GuardedAct[]): GuardedActs => ({
  account: payments,
  may: everybodyLetThrough,
  context,
  acts,
});

/** Statement -> tags with which somebody takes a workload out of the scans, of the rail that guards detection. */
export const exclusionActs: Readonly<Record<string, GuardedActs>> = {
  "DenyExcludingFromScans of malware": excluding({ "aws:TagKeys": "GuardDutyExcluded" }, [
    ...taggingInstances,
    ...taggingFunctions,
    ...taggingClusters,
  ]),
  "DenyExcludingFromScans of instances": excluding({ "aws:TagKeys": "InspectorEc2Exclusion" }, taggingInstances),
  "DenyExcludingFromScans of functions": excluding({ "aws:TagKeys": "InspectorExclusion" }, taggingFunctions),
  "DenyExcludingFromScans of code": excluding({ "aws:TagKeys": "InspectorCodeExclusion" }, taggingFunctions),
  DenyKeepingAgentsAway: excluding({ "aws:RequestTag/GuardDutyManaged": "false" }, [
    ...taggingInstances,
    ...taggingClusters,
  ]),
};
