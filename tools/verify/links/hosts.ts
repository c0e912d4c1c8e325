import { DescribeStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { GetDocumentCommand, ListResourceDataSyncCommand, SSMClient } from "@aws-sdk/client-ssm";
import { broken, delivering, healthy, undecided } from "../answers";
import { whereCollected } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Link } from "../link";

const listSyncs = "ssm:ListResourceDataSync";
const getDocument = "ssm:GetDocument";
const describeMachine = "states:DescribeStateMachine";

async function inventory(asked: Asked): Promise<readonly Answer[]> {
  const { ResourceDataSyncItems: found } = await asked.client(SSMClient).send(new ListResourceDataSyncCommand({}));
  const own = found?.find(({ SyncName: name }) => name === asked.organization.namePrefix);
  if (!own) return [broken("inventory is not copied into the archive", listSyncs)];
  if (own.LastStatus === "Failed") {
    return [
      broken("inventory cannot be copied", listSyncs, {
        error: own.LastSyncStatusMessage,
        since: own.LastSuccessfulSyncTime,
      }),
    ];
  }
  if (own.LastStatus !== "Successful") {
    return [undecided(`the copy of inventory is ${own.LastStatus ?? "without a status"}`, listSyncs)];
  }
  const { LastSuccessfulSyncTime: at } = own;
  return [at ? delivering("inventory is copied", listSyncs, at, asked.now) : healthy("inventory is copied", listSyncs)];
}

/** Document of Session Manager's preferences, of which an account has one in a Region. */
const preferences = "SSM-SessionManagerRunShell";

async function sessions(asked: Asked): Promise<readonly Answer[]> {
  const found = await orNothing(
    asked.client(SSMClient).send(new GetDocumentCommand({ Name: preferences })),
    "InvalidDocument",
  );
  if (!found?.Content) return [broken("sessions are not logged: there are no preferences", getDocument)];
  const { inputs } = JSON.parse(found.Content) as { inputs?: Readonly<Record<string, unknown>> };
  const wanted = asked.names.logGroups.sessions.name;
  const group = inputs?.["cloudWatchLogGroupName"];
  if (group !== wanted) return [broken(`sessions are logged to ${JSON.stringify(group ?? "nothing")}`, getDocument)];
  return [healthy("sessions are logged", getDocument)];
}

async function retention(asked: Asked): Promise<readonly Answer[]> {
  const { organization, names, region, accountId } = asked;
  const stateMachineArn = `arn:${names.partition}:states:${region}:${accountId}:stateMachine:${organization.namePrefix}-log-group-retention`;
  const found = await orNothing(
    asked.client(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn })),
    "StateMachineDoesNotExist",
  );
  if (!found) return [broken("there is no state machine", describeMachine, { error: "StateMachineDoesNotExist" })];
  return found.status === "ACTIVE"
    ? [healthy("the retention of new log groups is raised", describeMachine)]
    : [broken(`the state machine is ${found.status ?? "without a status"}`, describeMachine)];
}

/** What is logged of hosts, and for how long log groups keep it. */
export const hosts: readonly Link[] = [
  {
    id: "inventory-sync",
    what: "Systems Manager copies inventory into the archive.",
    source: "inventory",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#ssm.amazonaws.com",
    calls: [listSyncs],
    places: whereCollected("inventory"),
    ask: inventory,
  },
  {
    id: "session-preferences",
    what: "Session Manager logs every session.",
    source: "sessions",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#ssm.amazonaws.com",
    calls: [getDocument],
    places: whereCollected("sessions"),
    ask: sessions,
  },
  {
    id: "log-group-retention",
    what: "The state machine that raises the retention of log groups is there.",
    source: "cloudwatch",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#states.amazonaws.com",
    calls: [describeMachine],
    places: whereCollected("logGroupRetention"),
    ask: retention,
  },
];
