import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

/** What the emulator is made of. */
const packages = ["moto[server]==5.2.*"];

/** Importing them would take as long as starting the emulator, which says what else they lack. */
const serves =
  "import sys; from importlib.util import find_spec; " +
  "exit(sys.version_info < (3, 11) or not (find_spec('moto') and find_spec('flask_cors')))";

const isRecent = "import sys; exit(sys.version_info < (3, 11))";

const succeeds = (program: string, ...parameters: string[]) =>
  spawnSync(program, parameters, { stdio: "ignore" }).status === 0;

/** Where an environment of our own is, below the working directory: with what npm installed, and gone with it. */
const own = resolve("node_modules/.cache/emulator-python");

const ownPython = join(own, "bin/python");

/** The Python that can run the emulator: the machine's, or that of our own environment. */
export const findPython = (): string | undefined =>
  ["python3", ownPython].find((program) => succeeds(program, "-c", serves));

/**
 * The same; where there is none, an environment of our own is made first, from whatever index pip is told of.
 * @returns why there is none, as a sentence
 */
export function preparePython(): { readonly program: string } | string {
  const found = findPython();
  if (found) return { program: found };
  if (!succeeds("python3", "-c", isRecent)) return "Python 3.11 or later is missing: https://www.python.org/downloads";
  const made =
    succeeds("python3", "-m", "venv", own) &&
    succeeds(ownPython, "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "15", ...packages) &&
    succeeds(ownPython, "-c", serves);
  if (made) return { program: ownPython };
  return `moto is missing, and could not be installed: pip install '${packages.join("' '")}'`;
}
