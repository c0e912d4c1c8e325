import { organization } from "../support/organizations";
import { oneOfEachKind, synthesize } from "../support/synthesized";

/** Construct metadata repeats the address and says nothing about what is deployed. */
const withoutMetadata = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (key === "//" ? [] : [[key, withoutMetadata(each)]])),
  );
};

test.each(oneOfEachKind(synthesize(organization())))("%s of the example organization", (_, stack) => {
  expect(withoutMetadata(stack)).toMatchSnapshot();
});
