import { join } from "node:path";
import { Argument, Bindings } from "../support/bindings";
import { emitted } from "../support/emitted";
import { synthesize } from "../support/synthesized";
import { variants } from "../support/variants";
import { fetched, project } from "./fork-packages";

jest.setTimeout(10 * 60_000);

const inShort = ({ isBlock, type, storage }: Argument) => `${isBlock ? "block" : "argument"} ${type} ${storage}`;

/** What the newest provider takes otherwise than the bindings have it: none. A line needs its reason beside it. */
const different: readonly string[] = [];

describe("the newest provider", () => {
  const stacks = Object.values(variants).flatMap((variant) => Object.values(synthesize(variant)));
  const pinned = emitted(stacks, new Bindings(join(project, "node_modules/@cdktf/provider-aws")));
  const newest = emitted(stacks, new Bindings(fetched("@cdktf/provider-aws")));

  test("has every element, argument and block that any variant writes", () => {
    expect(newest.size).toBeGreaterThan(700);
    expect([...newest].filter(([, argument]) => argument === undefined).map(([path]) => path)).toEqual([]);
  });

  test("takes each of them as what the bindings have", () => {
    const changed = [...pinned].flatMap(([path, before]) => {
      const after = newest.get(path);
      if (!before || !after || inShort(before) === inShort(after)) return [];
      return [`${path}: ${inShort(before)}, now ${inShort(after)}`];
    });
    expect(changed).toEqual(different);
  });
});
