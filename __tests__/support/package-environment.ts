import { TestEnvironment } from "jest-environment-node";

const kindsOfError = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

const { captureStackTrace } = Error;

/**
 * cdktf takes a stack trace for every token it makes, in an object that is no error. No test reads one, and mapping them
 * back to their sources costs as much as the rest of a module's test.
 */
Error.captureStackTrace = (target, below = Error.captureStackTrace) => {
  if (target instanceof Error) captureStackTrace(target, below);
};

/**
 * Node's environment of jest, in which packages are loaded once per worker instead of once per test file. Our own
 * modules are still loaded anew for every test file, so nothing that they keep reaches another file.
 *
 * `package-reference.mjs` makes every file of the packages that `jest.config.mjs` names a reference to what
 * `requirePackage` returns: Node's own `require`, whose cache lasts as long as the worker. What a test file could leave
 * behind there:
 * - cdktf numbers the tokens it makes, in a map that only grows; a token is replaced by its value before anything is
 *   written, and no file can ask for the tokens of another.
 * - The simulator of IAM keeps the parts of its data that were read, which never change.
 * - zod, yaml, constructs, the bindings of the provider and the others keep nothing.
 * - Spies are taken off at the end of every test file by jest itself.
 *
 * Packages live in the worker's realm and test files each in their own. Both see one `Error`, and one of each of its
 * kinds, so that `instanceof` answers as it does without jest, and what `withoutTokenTraces` switches off is off in
 * cdktf too. Objects, arrays and the like are of different realms, as Node's are from a test's in any environment of
 * jest: `toEqual` takes them for alike, `toStrictEqual` does not. Both see one `process.env` too, in which cdktf is told
 * the format; what a test file leaves there is gone when it ends.
 */
export default class PackageEnvironment extends TestEnvironment {
  private readonly variables = { ...process.env };

  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    this.global.process.env = process.env;
    this.global.requirePackage = require;
    for (const kind of kindsOfError) {
      // The engine throws errors of the realm in which a mistake was made, whatever the names stand for.
      Object.setPrototypeOf(this.global[kind.name as "Error"].prototype, kind.prototype);
      Object.assign(this.global, { [kind.name]: kind });
    }
  }
  override async teardown(): Promise<void> {
    for (const name of Object.keys(process.env)) {
      if (!(name in this.variables)) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, this.variables);
    await super.teardown();
  }
}
