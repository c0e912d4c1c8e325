import { TerraformStack, Testing, Token } from "cdktf";
import {
  absent,
  and,
  equals,
  filterPattern,
  matches,
  notEquals,
  oneOf,
  or,
} from "../../modules/alerting/filter-pattern";
import { TrailMonitor } from "../../modules/alerting/trail-monitor";
import { refusals } from "../../modules/checks/refusal";
import { holds, LogEvent, parseFilterPattern, readings, weakened } from "../support/filter-pattern";

const name = "$.eventName";

describe("filter pattern", () => {
  test("renders comparisons, and parentheses wherever the two joins meet", () => {
    expect(
      filterPattern(
        and(
          equals("$.eventSource", "iam.amazonaws.com"),
          or(absent("$.a-b_c[0].d"), and(notEquals("$.x", "y z"), matches(name, "Put*"))),
          or(matches(name, "*Role"), equals(name, "a")),
        ),
      ),
    ).toBe(
      '{$.eventSource="iam.amazonaws.com" && ($.a-b_c[0].d NOT EXISTS || ($.x!="y z" && $.eventName="Put*"))' +
        ' && ($.eventName="*Role" || $.eventName="a")}',
    );
  });

  test("joins of one condition are that condition, and one of several may be a wildcard", () => {
    expect(filterPattern(and(or(equals(name, "a"))))).toBe('{$.eventName="a"}');
    expect(filterPattern(oneOf(name, ["a", "b*"]))).toBe('{$.eventName="a" || $.eventName="b*"}');
  });

  test("may have 1,024 characters and no more", () => {
    const refused = (length: number) => {
      const stack = new TerraformStack(Testing.app(), "stack");
      new TrailMonitor(stack, "monitor", {
        logGroupName: "trail",
        region: "eu-west-1",
        pattern: filterPattern(equals(name, "x".repeat(length - '{$.eventName=""}'.length))),
        alarmName: "acme-recording",
        description: "The trail was stopped.",
        metricNamespace: "acme",
        alarmActions: ["arn:aws:sns:eu-west-1:111111111111:acme"],
        remedy: { path: "deployment.roleName", write: "a shorter path" },
      });
      return refusals(stack);
    };
    expect(refused(1024)).toEqual([]);
    expect(refused(1025)).toEqual([
      {
        path: "deployment.roleName",
        found: "a filter pattern, stack/monitor, of 1025 characters, of which 1024 fit",
        write: "a shorter path",
      },
    ]);
  });

  test.each([
    ["a wildcard where a text is meant", () => equals(name, "Put*"), /match it with matches\(\)/],
    ["a wildcard where another text is meant", () => notEquals(name, "Put*"), /match it with matches\(\)/],
    ["a wildcard within a text, which CloudWatch takes literally", () => matches(name, "Put*Role"), /no wildcard/],
    ["two wildcards", () => matches(name, "*Role*"), /no wildcard/],
    ["nothing but a wildcard", () => matches(name, "*"), /no wildcard/],
    ["no wildcard where one is meant", () => matches(name, "PutRole"), /no wildcard/],
    ["a field that is no selector", () => equals("eventName", "a"), /selects no field/],
    ["a selector CloudWatch cannot read", () => equals("$.event name", "a"), /selects no field/],
    ["an absent field that is no selector", () => absent("eventName"), /selects no field/],
    ["a text that ends the quotation", () => equals(name, 'a" || $.b="c'), /cannot be written in a filter pattern/],
    ["a text that escapes the quotation", () => equals(name, "a\\"), /cannot be written in a filter pattern/],
    ["a text that only Terraform knows", () => equals(name, Token.asString({ a: "b" })), /compared with a token/],
    ["a join of nothing", () => and(), /&& joins nothing/],
    ["one of nothing", () => oneOf(name, []), /\|\| joins nothing/],
  ])("refuses %s", (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe("the evaluator of filter patterns", () => {
  // The events and patterns of this table are those of AWS's guide.
  const first = {
    eventType: "UpdateTrail",
    sourceIPAddress: "111.111.111.111",
    arrayKey: ["value", "another value"],
    objectList: [
      { name: "a", id: 1 },
      { name: "b", id: 2 },
    ],
    SomeObject: null,
    ThisFlag: true,
  };
  const second = {
    user: { id: 1, email: "John.Stiles@example.com" },
    users: [
      { id: 2, email: "John.Doe@example.com" },
      { id: 3, email: "Jane.Doe@example.com" },
    ],
    actions: ["GET", "PUT", "DELETE"],
    coordinates: [
      [0, 1, 2],
      [4, 5, 6],
      [7, 8, 9],
    ],
  };
  const latency = { latency: 500, numbers: [5], errorCode: 400 };
  const named = (value: string) => ({ eventName: value });

  test.each<[event: LogEvent, pattern: string, result: boolean]>([
    [first, '{ $.eventType = "UpdateTrail" }', true],
    [first, "{ $.eventType = UpdateTrail }", true],
    [first, '{ $.eventType = "updateTrail" }', false],
    [first, "{ $.sourceIPAddress != 123.123.* }", true],
    [first, "{ $.sourceIPAddress != 111.111.* }", false],
    [first, '{ $.arrayKey[0] = "value" }', true],
    [first, '{ $.eventType[0] = "U" }', false],
    [first, "{ $.objectList[1].id = 2 }", true],
    [first, "{ $.objectList[1].id = 1 }", false],
    [first, "{ $.SomeObject IS NULL }", true],
    [first, "{ $.eventType IS NULL }", false],
    [first, "{ $.SomeOtherObject NOT EXISTS }", true],
    [first, "{ $.SomeObject NOT EXISTS }", false],
    [first, "{ $.ThisFlag IS TRUE }", true],
    [first, "{ $.ThisFlag IS FALSE }", false],
    [second, '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    [second, '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    [
      second,
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
      true,
    ],
    [
      second,
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      false,
    ],
    [latency, "{ $.latency >= 500 }", true],
    [latency, "{ $.latency > +1000 }", false],
    [latency, "{ $.latency < 500 }", false],
    [latency, "{ $.latency <= 5e2 }", true],
    [latency, "{ $.numbers[0] < 10e3 }", true],
    [latency, "{ $.errorCode = 400 }", true],
    [latency, "{ $.errorCode != 500 }", true],
    [named("PutEvent"), '{ $.eventName = "*Event" }', true],
    [named("EventId"), '{ $.eventName = "Event*" }', true],
    [named("EventId"), '{ $.eventName = "*Event" }', false],
    [named("anEventId"), '{ $.eventName = "*Event*" }', true],
    [named("EvXent"), '{ $.eventName = "Ev*ent" }', false],
    [named("Ev*ent"), '{ $.eventName = "Ev*ent" }', true],
    [named("anything"), "{ $.eventName = * }", true],
    [named("constructor"), "{ $.toString NOT EXISTS }", true],
  ])("says of %j whether %s holds: %s", (event, pattern, result) => {
    for (const reading of readings) expect(holds(parseFilterPattern(pattern), event, reading)).toBe(result);
  });

  test.each(["=", "!="])("a filter is not applied where %s meets an array", (operator) => {
    const condition = parseFilterPattern(`{ $.users ${operator} 1 }`);
    for (const reading of readings) {
      expect(() => holds(condition, { users: [1, 2, 3] }, reading)).toThrow(/the filter is not applied/);
    }
  });

  test.each(readings)("reads what the guide leaves open as it is told: %j", (reading) => {
    expect(holds(parseFilterPattern('{ $.a != "b" }'), {}, reading)).toBe(reading.absentDiffers);
    expect(holds(parseFilterPattern('{ $.a != "b" }'), { a: null }, reading)).toBe(reading.absentDiffers);
    expect(holds(parseFilterPattern('{ $.a = "b" }'), {}, reading)).toBe(false);
    for (const pattern of ['{ $.a = "b*" }', '{ $.a = "*b" }']) {
      expect(holds(parseFilterPattern(pattern), { a: "b" }, reading)).toBe(reading.wildcardMayBeEmpty);
    }
  });

  test.each(["$.a = b", "{ $.a }", "{ $.a = }", "{ $.a = b", "{ ($.a = b }", "{ $.a = b } c", "{ $.a ~ b }", "{ }"])(
    "refuses %s",
    (pattern) => {
      expect(() => parseFilterPattern(pattern)).toThrow(SyntaxError);
    },
  );

  test("every operand is dropped once", () => {
    const condition = parseFilterPattern("{ $.a = 1 && ($.b = 2 || ($.c = 3 && $.d = 4)) }");
    expect(weakened(condition).map(({ condition: weaker }) => weaker)).toEqual(
      [
        "{ $.b = 2 || ($.c = 3 && $.d = 4) }",
        "{ $.a = 1 }",
        "{ $.a = 1 && ($.c = 3 && $.d = 4) }",
        "{ $.a = 1 && $.b = 2 }",
        "{ $.a = 1 && ($.b = 2 || $.d = 4) }",
        "{ $.a = 1 && ($.b = 2 || $.c = 3) }",
      ].map(parseFilterPattern),
    );
  });
});
