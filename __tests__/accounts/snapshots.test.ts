import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";

/** Construct metadata repeats the address and says nothing about what is deployed. */
const withoutMetadata = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (key === "//" ? [] : [[key, withoutMetadata(each)]])),
  );
};

/** One of each kind: workloads differ in their names and ids alone. */
const stacks = Object.entries(synthesize(organization())).filter(([name]) => name !== "workloads-website");

test.each(stacks)("%s of the example organization", (_, stack) => {
  expect(withoutMetadata(stack)).toMatchSnapshot();
});
