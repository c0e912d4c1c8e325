import type { EventPattern } from "../../modules/alerting/event-pattern";
import { patternMatches, weakenedPatterns } from "./event-pattern";

const event = {
  source: "aws.iam",
  detail: {
    eventName: "PutRolePolicy",
    requestParameters: {
      names: ["a", "acme-b"],
      tags: [
        { key: "team", value: "false" },
        { key: "GuardDutyManaged", value: "true" },
      ],
    },
    errorMessage: null,
  },
};

const cases: readonly (readonly [string, EventPattern, boolean])[] = [
  ["an exact value", { source: ["aws.s3", "aws.iam"] }, true],
  ["another value", { source: ["aws.s3"] }, false],
  ["a beginning", { source: [{ prefix: "aws." }] }, true],
  ["another beginning", { source: [{ prefix: "iam" }] }, false],
  ["a wildcard", { detail: { eventName: [{ wildcard: "Put*Policy" }] } }, true],
  ["a wildcard that stands for nothing", { detail: { eventName: [{ wildcard: "*PutRolePolicy*" }] } }, true],
  ["a wildcard whose end differs", { detail: { eventName: [{ wildcard: "Put*Alarm" }] } }, false],
  ["a dot is a dot", { source: [{ wildcard: "aws?iam*" }] }, false],
  ["a field that is there", { source: [{ exists: true }] }, true],
  ["a field that is null is there", { detail: { errorMessage: [{ exists: true }] } }, true],
  ["a field that is not there", { detail: { errorCode: [{ exists: false }] } }, true],
  ["a field of an object that is not there", { detail: { session: { arn: [{ exists: false }] } } }, true],
  ["anything but this", { source: [{ "anything-but": ["aws.s3"] }] }, true],
  ["anything but what it is", { source: [{ "anything-but": ["aws.iam"] }] }, false],
  ["anything but, of a field that is not there", { detail: { errorCode: [{ "anything-but": ["x"] }] } }, false],
  ["an item of a list", { detail: { requestParameters: { names: [{ prefix: "acme-" }] } } }, true],
  ["no item of a list", { detail: { requestParameters: { names: [{ prefix: "c" }] } } }, false],
  ["a field of an object in a list", { detail: { requestParameters: { tags: { key: ["team"] } } } }, true],
  [
    "two fields of two objects in a list",
    { detail: { requestParameters: { tags: { key: ["GuardDutyManaged"], value: ["false"] } } } },
    false,
  ],
  ["one of several", { $or: [{ source: ["aws.s3"] }, { detail: { eventName: ["PutRolePolicy"] } }] }, true],
  ["none of several", { $or: [{ source: ["aws.s3"] }, { detail: { eventName: ["GetRole"] } }] }, false],
  ["all of them", { source: ["aws.iam"], detail: { eventName: ["GetRole"] } }, false],
];

test.each(cases)("a pattern matches by %s", (_, pattern, expected) => {
  expect(patternMatches(pattern, event)).toBe(expected);
});

test("a pattern is weakened by each of its terms", () => {
  const weaker = weakenedPatterns({ a: ["x", "y"], b: { $or: [{ c: ["z"] }, { d: ["z"] }] } });
  expect(weaker.map(({ pattern }) => pattern)).toEqual([
    { b: { $or: [{ c: ["z"] }, { d: ["z"] }] } },
    { a: ["y"], b: { $or: [{ c: ["z"] }, { d: ["z"] }] } },
    { a: ["x"], b: { $or: [{ c: ["z"] }, { d: ["z"] }] } },
    { a: ["x", "y"] },
    { a: ["x", "y"], b: { $or: [{ d: ["z"] }] } },
    { a: ["x", "y"], b: { $or: [{ c: ["z"] }] } },
  ]);
});
