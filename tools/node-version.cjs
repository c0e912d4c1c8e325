/** The oldest Node that this project runs on; `engines` of package.json says the same. */
const oldest = [20, 9];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: install ${oldest.join(".")} or later, https://nodejs.org\n`,
  );
  process.exit(1);
}
