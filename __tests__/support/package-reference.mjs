/** A transformer of jest: gives a test file, instead of a package's code, what `package-environment.ts` has loaded. */
export default {
  process: (_source, path) => ({ code: `module.exports = requirePackage(${JSON.stringify(path)});` }),
};
