import { logTypes } from "../../modules/archive/log-types";
import { delivered, newestCall, no, notSettled, orNothing, Settlement, TrialReads, yes } from "./evidence";
import { TrialFacts, trialNames } from "./facts";

/** L-FLOW-1: both flow logs are active, and the second has delivered. */
export async function flowLogs(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { keyedBucket, plainBucket } = trialNames(facts);
  const ours = (await reads.flowLogs()).filter(({ bucketArn }) =>
    [keyedBucket, plainBucket].some((bucket) => bucketArn.includes(`:::${bucket}/`)),
  );
  const [first] = ours;
  if (first) {
    const both = ours.filter(({ vpcId, status }) => vpcId === first.vpcId && status === "ACTIVE");
    const object = delivered(plainBucket, await reads.objects(plainBucket, logTypes.vpcflow.prefix));
    const seen = `${both.map(({ id }) => id).join(" and ")} of ${first.vpcId} ACTIVE`;
    if (both.length > 1 && object) return yes(seen, object);
  }
  const call = await newestCall(reads, "source", "CreateFlowLogs", plainBucket);
  if (call?.answer === "settled no") return call;
  return notSettled(`${ours.length} flow logs are there, and none of the second was delivered`);
}

/** L-KEY-1: a flow log reached the bucket with a key, or says why not. */
export async function key(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { keyedBucket } = trialNames(facts);
  const flowLog = (await reads.flowLogs()).find(({ bucketArn }) => bucketArn.includes(`:::${keyedBucket}/`));
  if (flowLog?.error) return no(`DeliverLogsErrorMessage of ${flowLog.id}: ${flowLog.error}`);
  const object = delivered(keyedBucket, await reads.objects(keyedBucket, logTypes.vpcflow.prefix));
  return object ? yes(object) : notSettled(`nothing is in s3://${keyedBucket}/${logTypes.vpcflow.prefix} yet`);
}

/** L-DNS-1: both associations are active, and both have delivered. */
export async function queryLogs(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { plainBucket, queryLogs: configurations } = trialNames(facts);
  const call = await newestCall(reads, "source", "AssociateResolverQueryLogConfig", "");
  if (call?.answer === "settled no") return call;
  const associations = await reads.queryLogs();
  const evidence: string[] = [];
  for (const [name, prefix] of Object.entries(configurations)) {
    const states = associations[name] ?? [];
    const failed = states.find((state) => state.startsWith("FAILED"));
    if (failed) return no(`association of ${name}: ${failed}`);
    const object = delivered(plainBucket, await reads.objects(plainBucket, prefix));
    if (object && states.includes("ACTIVE")) evidence.push(`association of ${name} ACTIVE`, object);
    else return notSettled(`${name} has delivered nothing to s3://${plainBucket}/${prefix} yet`);
  }
  return yes(...evidence);
}

/** L-FORWARD-2: events were forwarded through the role that asks for both keys. */
export async function forwarding(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { strictDestination, strictFilter, scheduled } = trialNames(facts);
  const call = await newestCall(reads, "archive", "PutDestination", strictDestination);
  if (call?.answer === "settled no") return call;
  let forwarded = 0;
  for (const LogGroupName of Object.values(scheduled)) {
    const dimensions = { LogGroupName, FilterName: strictFilter };
    const errors = await reads.sum("AWS/Logs", "DeliveryErrors", dimensions);
    if (errors > 0) return no(`DeliveryErrors of ${strictFilter} on ${LogGroupName}: ${errors} in a day`);
    forwarded += await reads.sum("AWS/Logs", "ForwardedLogEvents", dimensions);
  }
  return forwarded > 0
    ? yes(`ForwardedLogEvents of ${strictFilter}: ${forwarded} in a day, and no DeliveryErrors`)
    : notSettled(`AWS/Logs has no ForwardedLogEvents of ${strictFilter} yet`);
}

/** Minutes after which an event of a schedule of every minute does not come any more. */
const patienceMinutes = 30;

/** L-DETECT-12: the schedule reached both log groups. */
export async function principals(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const groups = Object.entries(trialNames(facts).scheduled);
  const newest = await Promise.all(groups.map(async ([, group]) => reads.newestEvent(group)));
  const evidence = groups.map(
    ([principal, group], index) =>
      `${group}, open to ${principal}: ${newest[index] ? `newest event ${newest[index]}` : "no event"}`,
  );
  const arrived = newest.filter((each) => each !== undefined);
  if (arrived.length === groups.length) return yes(...evidence);
  if (arrived.length === 0) return notSettled(...evidence);
  const [change] = await reads.calls("source", "PutTargets", groups[newest.indexOf(undefined)]?.[1] ?? "");
  if (!change || Date.parse(arrived[0] ?? "") - Date.parse(change.at) < patienceMinutes * 60_000)
    return notSettled(...evidence, `it is too early: ask again ${patienceMinutes} minutes after the deployment`);
  return no(...evidence);
}

/** L-START-1: an execution was started by a rule or a schedule. */
export async function start(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { workflow, workflowArn } = trialNames(facts);
  const [execution] = await reads.executions(workflowArn);
  if (execution) return yes(`execution of ${workflow}: ${execution}`);
  const failed = await reads.sum("AWS/Events", "FailedInvocations", { RuleName: `${workflow}-changes` });
  return failed > 0
    ? no(`FailedInvocations of the rule ${workflow}-changes: ${failed} in a day`)
    : notSettled(`${workflow} was not started yet; a trail starts it, or its schedule within 28 hours`);
}

/** L-RETENTION-2: an execution ended well. */
export async function workflow(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const executions = await reads.executions(trialNames(facts).workflowArn);
  const failed = executions.find((each) => /^(FAILED|TIMED_OUT|ABORTED) /.test(each));
  if (failed) return no(`execution: ${failed}`);
  const succeeded = executions.find((each) => each.startsWith("SUCCEEDED "));
  return succeeded ? yes(`execution: ${succeeded}`) : notSettled("no execution has ended yet");
}

/** L-RETENTION-3: Step Functions asks with the role of the state machine, and so adds to resource policies in its name. */
export async function workflowLog(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { workflow: name, workflowRole } = trialNames(facts);
  const made = await newestCall(reads, "source", "CreateStateMachine", `stateMachine:${name}`);
  const [added] = await reads.calls("source", "PutResourcePolicy", `assumed-role/${workflowRole}/`);
  if (added) {
    const how = added.error ? `was refused: ${added.error}` : "added to them";
    return no(
      `PutResourcePolicy in the name of ${workflowRole} ${how} (${added.at}, CloudTrail event ${added.eventId})`,
    );
  }
  if (made?.answer !== "settled yes") return orNothing(made, "CreateStateMachine");
  return yes(...made.evidence, `CloudTrail has no PutResourcePolicy in the name of ${workflowRole}`);
}

/** L-FACT-1: what Firehose wrote does not begin as gzip does. */
export async function decompression(reads: TrialReads, facts: TrialFacts): Promise<Settlement> {
  const { plainBucket } = trialNames(facts);
  const objects = await reads.objects(plainBucket, logTypes.cloudwatch.prefix);
  const [object] = objects;
  const seen = delivered(plainBucket, objects.slice(0, 1));
  if (!object || !seen) return notSettled(`nothing is in s3://${plainBucket}/${logTypes.cloudwatch.prefix} yet`);
  const bytes = await reads.firstBytes(plainBucket, object.key);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return no(seen, "it begins as gzip does: 1f 8b");
  return bytes.toString().startsWith("{") ? yes(seen, `it begins: ${bytes.toString().slice(0, 40)}`) : notSettled(seen);
}

/** L-RAIL-5: what CloudWatch Logs says of two patterns. */
export async function patterns(reads: TrialReads): Promise<Settlement> {
  const missing = await reads.takes('{ $.missing != "x" }', '{"other":"y"}');
  const asterisk = await reads.takes('{ $.name = "a*c" }', '{"name":"abc"}');
  return (missing && asterisk ? yes : no)(
    `{ $.missing != "x" } ${missing ? "takes" : "does not take"} {"other":"y"}`,
    `{ $.name = "a*c" } ${asterisk ? "takes" : "does not take"} {"name":"abc"}`,
  );
}
