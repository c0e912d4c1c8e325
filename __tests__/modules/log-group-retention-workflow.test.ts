import validate from "asl-validator";
import { LogGroupRetentionDays, logGroupRetentionDays } from "../../modules/sources/log-group-retention-days";
import { logGroupRetentionWorkflow } from "../../modules/sources/log-group-retention-workflow";
import { Action, Group, props, Region } from "../support/region-with-log-groups";
import { Execution } from "../support/state-machine";

const many = (count: number, group: Partial<Group>, name = (index: number) => `/app/${index}`): Group[] =>
  Array.from({ length: count }, (_, index) => ({ LogGroupName: name(index), ...group }));

/** Every call of certain actions fails so many times, and then succeeds. */
const failing = (times: number, error: string, only: (action: Action) => boolean) => {
  const attempts = new Map<string, number>();
  return (action: Action, group = "") => {
    const attempt = (attempts.get(action + group) ?? 0) + 1;
    attempts.set(action + group, attempt);
    return only(action) && attempt <= times ? error : undefined;
  };
};

const statuses = (executions: readonly Execution[]) => executions.map(({ status }) => status);

describe("definition", () => {
  const variants = (["aws", "aws-us-gov"] as const).flatMap((partition) =>
    (["leave", "limit"] as const).map((neverExpire) => ({ ...props, partition, neverExpire })),
  );

  test.each(variants)("is valid in $partition with neverExpire $neverExpire", (variant) => {
    const { isValid, errorsText } = validate(structuredClone(logGroupRetentionWorkflow(variant)));
    expect([isValid, errorsText("\n")]).toEqual([true, ""]);
  });

  test.each([
    ["a transition to nowhere", /"Next":"Done"|"Default":"Done"/, '"Default":"Nowhere"'],
    ["an expression that is no JSONata", "{% $raised %}", "{% $raised[ %}"],
    ["a field of the other query language", '"Arguments":', '"Parameters":'],
  ])("would not be valid with %s", (_, from, to) => {
    const text = JSON.stringify(logGroupRetentionWorkflow(props));
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    expect(validate(JSON.parse(broken) as object).isValid).toBe(false);
  });

  test("has nothing Terraform would take for a template", () => {
    expect(JSON.stringify(logGroupRetentionWorkflow(props))).not.toMatch(/[$%]\{/);
  });

  test("calls only these actions, in the partition's own ARNs", () => {
    const text = JSON.stringify(logGroupRetentionWorkflow({ ...props, partition: "aws-us-gov" }));
    const called = [...text.matchAll(/"Resource":"([^"]+)"/g)].map(([, resource]) => resource);
    expect(called).toEqual([
      "arn:aws-us-gov:states:::aws-sdk:cloudwatchlogs:describeLogGroups",
      "arn:aws-us-gov:states:::aws-sdk:cloudwatchlogs:putRetentionPolicy",
      "arn:aws-us-gov:states:::states:startExecution",
      "arn:aws-us-gov:states:::events:putEvents",
    ]);
  });
});

describe("retention of a log group", () => {
  test.each<[string, Omit<Group, "LogGroupName">, "leave" | "limit", number | undefined]>([
    ["that is shorter is raised", { RetentionInDays: 30, LogGroupClass: "STANDARD" }, "leave", 731],
    ["that is shorter is raised where the class is not told", { RetentionInDays: 30 }, "leave", 731],
    [
      "that is shorter is raised of Infrequent Access",
      { RetentionInDays: 1, LogGroupClass: "INFREQUENT_ACCESS" },
      "leave",
      731,
    ],
    ["that is the same is left", { RetentionInDays: 731, LogGroupClass: "STANDARD" }, "leave", 731],
    ["that is longer is left", { RetentionInDays: 3653, LogGroupClass: "STANDARD" }, "limit", 3653],
    ["that never ends is left", { LogGroupClass: "STANDARD" }, "leave", undefined],
    ["that never ends is left where the class is not told", {}, "leave", undefined],
    ["that never ends is limited on demand", { LogGroupClass: "STANDARD" }, "limit", 731],
    ["that never ends is limited on demand where the class is not told", {}, "limit", 731],
    ["of class DELIVERY is left", { RetentionInDays: 1, LogGroupClass: "DELIVERY" }, "leave", 1],
    ["of class DELIVERY is left though others are limited", { LogGroupClass: "DELIVERY" }, "limit", undefined],
  ])("%s", async (_, group, neverExpire, expected) => {
    const region = new Region([{ LogGroupName: "/app", ...group }]);
    expect(statuses(await region.sweep({ neverExpire }))).toEqual(["SUCCEEDED"]);
    expect(region.groups[0]?.RetentionInDays).toBe(expected);
    expect(region.raised).toEqual(group.RetentionInDays === expected ? [] : ["/app"]);
  });

  test.each<LogGroupRetentionDays>([365, 731, 3653])("is never shortened to %i days", async (retentionDays) => {
    const region = new Region(
      logGroupRetentionDays.map((days) => ({ LogGroupName: `/${days}`, RetentionInDays: days })),
    );
    await region.sweep({ retentionDays });
    for (const { LogGroupName, RetentionInDays } of region.groups) {
      expect(RetentionInDays).toBe(Math.max(Number(LogGroupName.slice(1)), retentionDays));
    }
  });

  test.each(["leave", "limit"] as const)("that is chosen for it is left where others %s", async (neverExpire) => {
    const region = new Region([
      { LogGroupName: "/app", RetentionInDays: 30 },
      { LogGroupName: "/app/copy", RetentionInDays: 30 },
      { LogGroupName: "/copy", RetentionInDays: 30 },
      { LogGroupName: "/other-copy" },
    ]);
    await region.sweep({ neverExpire, except: ["/copy", "/other-copy"] });
    expect(region.raised).toEqual(["/app", "/app/copy"]);
  });

  test("is not touched by a second sweep", async () => {
    const region = new Region([...many(60, { RetentionInDays: 7 }), { LogGroupName: "/never" }]);
    await region.sweep({ neverExpire: "limit" });
    expect(region.raised).toHaveLength(61);
    await region.sweep({ neverExpire: "limit" });
    expect(region.raised).toHaveLength(61);
  });
});

describe("pages", () => {
  test("of 1,000 groups take 20 executions, each group raised once", async () => {
    const region = new Region(many(1_000, { RetentionInDays: 30, LogGroupClass: "STANDARD" }));
    expect(statuses(await region.sweep())).toEqual(Array(20).fill("SUCCEEDED"));
    expect(new Set(region.raised).size).toBe(1_000);
    expect(region.raised).toHaveLength(1_000);
  });

  test.each([0, 1, 50])("of %i groups take one execution", async (count) => {
    const region = new Region(many(count, { RetentionInDays: 30 }));
    expect(statuses(await region.sweep())).toEqual(["SUCCEEDED"]);
    expect(region.raised).toHaveLength(count);
  });

  test("of one new group's name reach no other group", async () => {
    const region = new Region([...many(60, { RetentionInDays: 3 }), { LogGroupName: "/new", RetentionInDays: 3 }]);
    await region.sweep({}, { LogGroupNamePrefix: "/new" });
    expect(region.raised).toEqual(["/new"]);
  });

  test("carry the prefix on", async () => {
    const region = new Region(many(250, { RetentionInDays: 3 }));
    await region.sweep({}, { LogGroupNamePrefix: "/app/1" });
    expect(region.inputs).toEqual([
      { LogGroupNamePrefix: "/app/1", NextToken: "50" },
      { LogGroupNamePrefix: "/app/1", NextToken: "100" },
    ]);
    expect(region.raised).toHaveLength(111);
  });

  test("of the longest names stay within what Step Functions allows, even if most calls are throttled", async () => {
    const names = (index: number) => `/${index}`.padEnd(512, "x");
    const onceTooOften = failing(8, "CloudWatchLogs.ThrottlingException", () => true);
    const region = new Region(many(51, { RetentionInDays: 1, LogGroupClass: "INFREQUENT_ACCESS" }, names), (...call) =>
      call[0] === "putRetentionPolicy" ? "CloudWatchLogs.ThrottlingException" : onceTooOften(...call),
    );
    const [execution] = await region.sweep();
    expect(execution?.error).toBe("RetentionNotRaised");
    expect(execution?.cause).toHaveLength("refused for ".length + 50 * 514 - 2);
    expect(execution?.history.length).toBeGreaterThan(50 * 27);
    expect(execution?.history.length).toBeLessThan(25_000 / 10);
  });
});

describe("failures", () => {
  const passing = [
    "ThrottlingException",
    "CloudWatchLogsException",
    "ServiceUnavailableException",
    "SdkClientException",
  ];

  test.each([
    ...passing.map((error) => ["describeLogGroups", `CloudWatchLogs.${error}`] as const),
    ...[...passing, "OperationAbortedException"].map(
      (error) => ["putRetentionPolicy", `CloudWatchLogs.${error}`] as const,
    ),
    ["startExecution", "StepFunctions.ExecutionLimitExceededException"] as const,
    ["putEvents", "EventBridge.FailedEntry"] as const,
  ])("of %s with %s are tried again, ever more seldom", async (failed, error) => {
    const groups = [
      ...many(50, {}),
      { LogGroupName: "/z", RetentionInDays: 1, LogGroupClass: "INFREQUENT_ACCESS" } as const,
    ];
    const region = new Region(
      groups,
      failing(8, error, (action) => action === failed),
    );
    const executions = await region.sweep();
    expect(statuses(executions)).toEqual(["SUCCEEDED", "SUCCEEDED"]);
    expect(executions.flatMap(({ waits }) => waits)).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
    expect([region.raised, region.events.length]).toEqual([["/z"], 1]);
  });

  test("wait with jitter", () => {
    const retriers = JSON.stringify(logGroupRetentionWorkflow(props)).match(/"JitterStrategy":"FULL"/g);
    expect(retriers).toHaveLength(4);
  });

  test("of listing the groups end the execution when they last", async () => {
    const region = new Region(
      many(1, {}),
      failing(9, "CloudWatchLogs.ThrottlingException", () => true),
    );
    expect(await region.sweep()).toMatchObject([{ status: "FAILED", error: "CloudWatchLogs.ThrottlingException" }]);
  });

  test("do not come from a group that was deleted after it was listed", async () => {
    const region = new Region(many(3, { RetentionInDays: 1 }), (action, group) =>
      action === "putRetentionPolicy" && group === "/app/1" ? "CloudWatchLogs.ResourceNotFoundException" : undefined,
    );
    const executions = await region.sweep();
    expect(statuses(executions)).toEqual(["SUCCEEDED"]);
    expect(executions[0]?.waits).toEqual([]);
    expect(region.raised).toEqual(["/app/0", "/app/2"]);
  });

  test("of one group are told, once all others and the next page were raised", async () => {
    const region = new Region(many(120, { RetentionInDays: 1 }), (action, group) =>
      action === "putRetentionPolicy" && group === "/app/0" ? "CloudWatchLogs.AccessDeniedException" : undefined,
    );
    expect(await region.sweep()).toMatchObject([
      { status: "FAILED", error: "RetentionNotRaised", cause: "refused for /app/0" },
      { status: "SUCCEEDED" },
      { status: "SUCCEEDED" },
    ]);
    expect(region.raised).toHaveLength(119);
  });

  test("of the report end the execution, but not the sweep", async () => {
    const region = new Region(many(60, { LogGroupClass: "INFREQUENT_ACCESS", RetentionInDays: 1 }), (action) =>
      action === "putEvents" ? "EventBridge.FailedEntry" : undefined,
    );
    const failed = { status: "FAILED", error: "EventBridge.FailedEntry" };
    expect(await region.sweep()).toMatchObject([failed, failed]);
    expect(region.raised).toHaveLength(60);
  });
});

describe("report of Infrequent Access groups", () => {
  test("is one event per page that has any", async () => {
    const region = new Region([
      ...many(49, { LogGroupClass: "STANDARD" }),
      { LogGroupName: "/b", LogGroupClass: "INFREQUENT_ACCESS" },
      ...many(50, {}, (index) => `/c/${index}`),
      { LogGroupName: "/d/1", LogGroupClass: "INFREQUENT_ACCESS", RetentionInDays: 3653 },
      { LogGroupName: "/d/2", LogGroupClass: "DELIVERY" },
      { LogGroupName: "/d/3", LogGroupClass: "INFREQUENT_ACCESS", RetentionInDays: 731 },
    ]);
    expect(statuses(await region.sweep())).toEqual(["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
    const event = (...logGroupNames: string[]) => ({
      EventBusName: "default",
      Source: "acme.log-group-retention",
      DetailType: "Infrequent Access log groups are not forwarded",
      Detail: { logGroupNames },
    });
    expect(region.events).toEqual([event("/b"), event("/d/1", "/d/3")]);
  });

  test("is not sent where there are none", async () => {
    const region = new Region([...many(3, { RetentionInDays: 1 }), { LogGroupName: "/d", LogGroupClass: "DELIVERY" }]);
    await region.sweep();
    expect(region.calls).not.toContain("putEvents");
  });
});
