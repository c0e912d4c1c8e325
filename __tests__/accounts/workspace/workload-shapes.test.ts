import { Organization } from "../../../accounts/organization/organization";
import { ownValues, shapes, withOwnValues, WorkloadAccount } from "../../../accounts/workspace/workload-shapes";
import { organization } from "../../support/organizations";

const one = { name: "one", id: "600000000001" };
const two = { name: "two", id: "600000000002" };

/** Names of the accounts of each shape, when these are the workload accounts: with any tags, whatever the file may say. */
function shapesOf(workloads: WorkloadAccount[], change: (draft: Organization) => void = () => undefined) {
  const { accounts, ...others } = organization((draft) => {
    draft.accounts.workloads = workloads.map(({ name, id }) => ({ name, id }));
    change(draft);
  });
  return shapes({ ...others, accounts: { ...accounts, workloads } }).map((shape) => shape.map(({ name }) => name));
}

describe("shapes", () => {
  test("accounts of which the file says nothing else have one shape", () => {
    expect(shapesOf([one, two, { name: "three", id: "600000000003" }])).toEqual([["one", "two", "three"]]);
  });

  test("an account that has a shape to itself is in none", () => {
    expect(shapesOf([one])).toEqual([]);
    expect(shapesOf([one, { ...two, tags: { team: "payments" } }])).toEqual([]);
  });

  test("no tags and an empty list of tags are the same", () => {
    expect(shapesOf([one, { ...two, tags: {} }])).toEqual([["one", "two"]]);
  });

  test("values of tags differ within a shape, their keys and the order of these do not", () => {
    const tagged: WorkloadAccount[] = [
      { ...one, tags: { team: "payments", stage: "live" } },
      { ...two, tags: { team: "website", stage: "test" } },
    ];
    const others: WorkloadAccount[] = [
      { name: "three", id: "600000000003", tags: { stage: "live", team: "payments" } },
      { name: "four", id: "600000000004", tags: { team: "payments" } },
    ];
    expect(shapesOf([...tagged, ...others])).toEqual([["one", "two"]]);
  });

  test.each([
    ...['"', "\\", "${aws}", "%{ if true }", "#{TfToken[TOKEN.0]}", "line\nbreak", "\t", "é", "\ue000", "<", "&"],
    ...["", "c++", "1.5e300", "-1e289"],
  ])("accounts share a tag that is no plain text, %j, only where it is equal", (value) => {
    const first = { ...one, tags: { note: value } };
    expect(shapesOf([first, { ...two, tags: { note: "plain" } }])).toEqual([]);
    expect(shapesOf([first, { ...two, tags: { note: `${value}${value}!` } }])).toEqual([]);
    expect(shapesOf([first, { ...two, tags: { note: value } }])).toEqual([["one", "two"]]);
  });

  test("an account whose id occurs in other text of the file is in none", () => {
    const relatives = [one, two, { name: "three", id: "600000000003" }];
    const named = shapesOf(relatives, ({ sources }) => {
      Object.assign(sources, { directories: { resources: [`arn:aws:ds:eu-west-1:${two.id}:directory/d-1234567890`] } });
    });
    expect(named).toEqual([["one", "three"]]);
  });

  test("an id is found among other digits too", () => {
    const named = shapesOf([one, two], ({ readers }) => {
      for (const reader of readers) reader.externalId = `99${one.id}99`;
    });
    expect(named).toEqual([]);
  });

  test("an account that has the name of something else, key or value, is in none", () => {
    const config = { name: "config", id: "600000000003" };
    const kinesis = { name: "kinesis", id: "600000000004" };
    expect(shapesOf([one, two, config, kinesis])).toEqual([["one", "two"]]);
  });

  test("a name within other text, and tags of other accounts, are nothing to an account", () => {
    const acme = { name: "example", id: "600000000003" };
    expect(shapesOf([acme, one, two])).toEqual([["example", "one", "two"]]);
    const tagged = [one, two].map((account) => ({ ...account, tags: { team: "one", of: two.id } }));
    expect(shapesOf(tagged)).toEqual([["one", "two"]]);
  });

  test("an account whose name cdktf could take for a token is in none", () => {
    expect(shapesOf([one, two, { name: "x18881545897087503e273", id: "600000000003" }])).toEqual([["one", "two"]]);
  });
});

describe("own values", () => {
  const account = { ...one, tags: { team: "payments", note: "${no}", "10": "ten" } };

  test("are the id, the name and plain tags, in the order of the tags", () => {
    expect(ownValues(account)).toEqual([one.id, "one", "ten", "payments"]);
  });

  test("are replaced where they stand, and nothing else is", () => {
    expect(withOwnValues(account, ["ID", "NAME", "TEN", "TEAM"])).toEqual({
      id: "ID",
      name: "NAME",
      tags: { "10": "TEN", team: "TEAM", note: "${no}" },
    });
  });

  test("an account with its own values is itself", () => {
    expect(withOwnValues(account, ownValues(account))).toEqual(account);
  });
});
