import { alarmKind, AlertKind, alertKinds } from "../../modules/alerting/alert-kinds";
import { inputTransformer, MessageForm } from "../../modules/alerting/alert-message";
import { severities } from "../../modules/alerting/severity";
import {
  alarmEvent,
  analyzerFinding,
  apiCall,
  guardDutyFinding,
  securityHubFinding,
  signIn,
} from "../support/alert-events";
import { Event, matches } from "../support/alert-routing";
import { root, session } from "../support/cloudtrail-events";

const account = "444444444444";
const by = session(`arn:aws:iam::${account}:role/Administrator`);
const runbook = (page: string) => `https://wiki.example.com/${page.replace("#", ".md#")}`;
const kinds: readonly AlertKind[] = [
  ...alertKinds({ runbook }),
  ...severities.map((severity) => alarmKind("acme", severity)),
];

/** What a path leads to. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const at = (event: Event, path: string): unknown =>
  path
    .replace(/^\$\./, "")
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], event);

/** What EventBridge makes of an event: nothing stands where the event does not have a field. */
function sent(event: Event, form: MessageForm): string {
  const [kind, ...others] = kinds.filter(({ pattern }) => matches(pattern, event));
  if (!kind || others.length > 0) throw new Error(`${others.length + (kind ? 1 : 0)} kinds are of the event`);
  const { inputPaths, inputTemplate } = inputTransformer(kind.message, form);
  return inputTemplate.replace(/<([\w-]+)>/g, (_, name: string) => {
    const value = at(event, inputPaths[name] ?? "");
    return ["string", "number"].includes(typeof value) ? String(value) : "";
  });
}

/** The lines of a mail, without the quotation marks that EventBridge leaves around them. */
const mail = (event: Event) =>
  sent(event, "text")
    .split("\n")
    .map((line) => JSON.parse(line) as string);

const stopLogging = (more = {}) => apiCall({ service: "cloudtrail", name: "StopLogging", by, account, more });

const examples: readonly Event[] = [
  stopLogging(),
  stopLogging({ errorCode: "AccessDenied" }),
  apiCall({ service: "logs", name: "PutAccountPolicy", parameters: { policyType: "RETENTION_POLICY" }, by, account }),
  signIn({ by: root(account), account }, "Success"),
  alarmEvent("acme-low-cis-4.1", account, "eu-west-1"),
  guardDutyFinding(8, 1),
  securityHubFinding(),
  analyzerFinding(true),
];

describe("a message", () => {
  test("says who did what, where, when and from which address, and links its runbook", () => {
    expect(mail(stopLogging())).toEqual([
      `[high] StopLogging in account ${account}, eu-west-1`,
      "",
      "What: StopLogging of cloudtrail.amazonaws.com",
      `Who: arn:aws:sts::${account}:assumed-role/Administrator/jane (AssumedRole), session of arn:aws:iam::${account}:role/Administrator`,
      `Where: account ${account}, Region eu-west-1`,
      "When: 2026-11-28T22:00:00Z",
      "From: 192.0.2.10",
      "Record: 0b2f1c6e-0000-4000-8000-111122223333, as the organization trail and lookup-events in that account and Region have it",
      "Runbook: https://wiki.example.com/tampering.md#cloudtrail.amazonaws.com",
    ]);
  });

  test("about a refused attempt says so, at a lower severity", () => {
    const lines = mail(stopLogging({ errorCode: "AccessDenied", errorMessage: 'with an "explicit" deny' }));
    expect(lines[0]).toBe(`[medium] StopLogging was refused in account ${account}, eu-west-1`);
    expect(lines).toContain("Refused: AccessDenied");
  });

  test("about a retention policy says what it deletes, and until when it can be undone, with the command", () => {
    const parameters = { policyName: "all", policyType: "RETENTION_POLICY" };
    const lines = mail(apiCall({ service: "logs", name: "PutAccountPolicy", parameters, by, account }));
    expect(lines[0]).toBe(`[high] Log events are deleted 24 hours from now in account ${account}, eu-west-1`);
    expect(lines[2]).toMatch(/applies it 24 hours after it was put, and then deletes older log events for good/);
    expect(lines[3]).toBe(
      "Undo it before: aws logs delete-account-policy --policy-type RETENTION_POLICY --policy-name all " +
        `--region eu-west-1, in account ${account}`,
    );
    expect(lines.at(-1)).toBe("Runbook: https://wiki.example.com/tampering.md#retention-policy");
  });

  test("about an alarm has the text of the alarm, in which its runbook stands", () => {
    expect(mail(alarmEvent("acme-high-canary-silent", account, "us-east-1"))).toEqual([
      `[high] acme-high-canary-silent in account ${account}, us-east-1`,
      "",
      "What: Nothing arrives. Runbook: docs/runbooks/pipeline-health.md",
      `Where: account ${account}, Region us-east-1`,
      "When: 2026-11-28T22:00:00Z",
    ]);
  });

  test("about a finding says of what account and Region it is, not where it was seen", () => {
    expect(mail(guardDutyFinding(8, 1)).slice(0, 5)).toEqual([
      `[high] GuardDuty: UnauthorizedAccess:EC2/SSHBruteForce in account ${account}`,
      "",
      "What: UnauthorizedAccess:EC2/SSHBruteForce, severity 8",
      `Where: account ${account}, Region eu-west-1, Instance`,
      "Finding: 16afba5c5c43e07c9e3e5e2e544e95df",
    ]);
    expect(mail(securityHubFinding())[3]).toBe(`Where: account ${account}, Region eu-west-1, AwsS3Bucket`);
    expect(mail(analyzerFinding(true))[2]).toBe("What: arn:aws:s3:::customer-data is open to everybody");
  });

  test.each(examples)("of example %# is shown in channels, in the one form that they show", (event) => {
    const { version, source, content } = JSON.parse(sent(event, "chat")) as Record<string, unknown> & {
      content: Record<string, string>;
    };
    expect([version, source, content.textType]).toEqual(["1.0", "custom", "client-markdown"]);
    expect([content.title, "", ...(content.description ?? "").split("\n")]).toEqual(mail(event));
  });

  test.each(examples)(
    "of example %# makes an OpsItem that Systems Manager takes, the same for what is the same",
    (event) => {
      const item = JSON.parse(sent(event, "opsItem")) as Record<string, string> & {
        operationalData: Record<string, { type: string; value: string }>;
      };
      expect([item.title, "", ...(item.description ?? "").split("\n")]).toEqual(mail(event));
      expect(item).toMatchObject({ category: "Security", severity: "2" });
      // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateOpsItem.html
      expect(item.title?.length).toBeLessThanOrEqual(1024);
      expect(item.description?.length).toBeLessThanOrEqual(2048);
      const { type, value } = item.operationalData["/aws/dedup"] ?? { type: "", value: "" };
      expect(type).toBe("SearchableString");
      expect((JSON.parse(value) as { dedupString: string }).dedupString).toMatch(/^[\w.-]{1,64}$/);
    },
  );

  test("names every field it uses, none that it does not, and as many as EventBridge takes", () => {
    for (const { message } of kinds) {
      const used = [message.title, message.sameness, ...message.lines].flatMap((text) =>
        [...text.matchAll(/<([\w-]+)>/g)].map(([, name]) => name),
      );
      expect([...new Set(used)].sort()).toEqual(Object.keys(message.fields).sort());
      for (const form of ["text", "chat", "opsItem"] as const) {
        expect(inputTransformer(message, form).inputTemplate.length).toBeLessThanOrEqual(8192);
      }
    }
  });
});
