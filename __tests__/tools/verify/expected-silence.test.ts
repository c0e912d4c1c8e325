import { expectedSilence } from "../../../tools/verify/expectations";
import { organization } from "../../support/organizations";

const described = organization((draft) => {
  draft.expectedSilent = [
    { account: "444444444444", logType: "vpcflow", region: "eu-west-1", reason: "no VPC there yet" },
    { account: "555555555555", reason: "closed next month" },
  ];
});

test.each([
  ["the log type in that account and Region", "444444444444", "eu-west-1", "vpcflow", "no VPC there yet"],
  ["not another log type of it", "444444444444", "eu-west-1", "dns", undefined],
  ["not another Region of it", "444444444444", "us-east-1", "vpcflow", undefined],
  ["everything of an account that is named alone", "555555555555", "us-east-1", "dns", "closed next month"],
  ["nothing of an account that is not named", "111111111111", "eu-west-1", "vpcflow", undefined],
])("what may be silent is %s", (_, accountId, region, source, reason) => {
  expect(expectedSilence(described, { accountId, region, source })).toBe(reason);
});
