import {
  Cloudtrail,
  CloudtrailAdvancedEventSelector,
  CloudtrailAdvancedEventSelectorFieldSelector,
} from "@cdktf/provider-aws/lib/cloudtrail";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { refuseLarger } from "../checks/refusal";
import { organizationTrailSettings, TrailFiles } from "./organization-trail-settings";

/** Which resources a trail records data events of: ARNs, or all there are. */
export type DataEventScope = "all" | "none" | readonly string[];

/** What a trail of data events records. */
export interface DataEvents {
  /** Objects whose events are recorded: buckets, or prefixes `arn:aws:s3:::bucket/folder/`. */
  readonly s3DataEvents: DataEventScope;
  /** Functions whose invocations are recorded. */
  readonly lambdaDataEvents: DataEventScope;
}

export interface DataEventTrailProps extends TrailFiles, DataEvents {
  /** Buckets whose object events must not be recorded: the archive itself, which would feed itself. */
  readonly unrecordedBucketArns: readonly string[];
  /** What to change where there are more resources than a trail tells apart. */
  readonly remedy: Remedy;
}

/** A bucket's ARN without the slash would also select every bucket whose name begins with it. */
const objectsOf = (arn: string) => (arn.includes("/") ? arn : `${arn}/`);

const selector = (
  name: string,
  type: string,
  resources?: Omit<CloudtrailAdvancedEventSelectorFieldSelector, "field">,
): CloudtrailAdvancedEventSelector => ({
  name,
  fieldSelector: [
    { field: "eventCategory", equalTo: ["Data"] },
    { field: "resources.type", equalTo: [type] },
    ...(resources ? [{ field: "resources.ARN", ...resources }] : []),
  ],
});

function selectors({ s3DataEvents, lambdaDataEvents, unrecordedBucketArns }: DataEventTrailProps) {
  const objects =
    s3DataEvents === "all"
      ? { notStartsWith: unrecordedBucketArns.map(objectsOf) }
      : { startsWith: s3DataEvents === "none" ? [] : s3DataEvents.map(objectsOf) };
  const functions = typeof lambdaDataEvents === "string" ? undefined : { equalTo: [...lambdaDataEvents] };
  return [
    ...(s3DataEvents === "none" ? [] : [selector("S3 object events outside the archive", "AWS::S3::Object", objects)]),
    ...(lambdaDataEvents === "none" ? [] : [selector("Lambda invocations", "AWS::Lambda::Function", functions)]),
  ];
}

/** Values of every condition, which CloudTrail counts together. */
const valuesIn = (all: readonly CloudtrailAdvancedEventSelector[]): number =>
  all
    .flatMap(({ fieldSelector }) => fieldSelector as CloudtrailAdvancedEventSelectorFieldSelector[])
    .flatMap(({ equalTo = [], startsWith = [], notStartsWith = [] }) => [...equalTo, ...startsWith, ...notStartsWith])
    .length;

/** Whether there is anything for a trail of data events to record; CloudTrail refuses one without a selector. */
export const recordsDataEvents = ({ s3DataEvents, lambdaDataEvents }: DataEvents): boolean =>
  s3DataEvents !== "none" || lambdaDataEvents !== "none";

/**
 * A second trail, which records the chosen data events of every account and Region of the organization into the same
 * folders as the organization trail, in files that can be proven unchanged.
 *
 * It has no log group: a trail sends every event that it records to its group, and nothing reads data events there. AWS
 * charges data events for each trail that records them, so two trails that share none cost no more than one.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 */
export class DataEventTrail extends Construct {
  readonly arn: string;
  /** What must exist before another trail stops recording these events. */
  readonly recording: ITerraformDependable;

  constructor(scope: Construct, id: string, props: DataEventTrailProps) {
    super(scope, id);
    const advancedEventSelector = selectors(props);
    refuseLarger(this, "eventSelectors", valuesIn(advancedEventSelector), props.remedy);
    const trail = new Cloudtrail(this, "Default", {
      ...organizationTrailSettings(props),
      advancedEventSelector,
      lifecycle: { preventDestroy: true },
      dependsOn: [props.trustedAccess],
    });
    this.arn = trail.arn;
    this.recording = trail;
  }
}
