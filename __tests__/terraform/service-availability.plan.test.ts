import { execFileSync } from "node:child_process";
import { findPython } from "../../emulator/python";
import { readFileSync } from "node:fs";
import { absentFrom, DetectionService } from "../../modules/detection/service-availability";
import { partitionOf, regions } from "../../modules/policy/region";

interface Partition {
  readonly partition: string;
  readonly services: Readonly<
    Record<string, { readonly endpoints: Readonly<Record<string, { readonly deprecated?: boolean }>> }>
  >;
}

/** Service -> what botocore calls its endpoints. It knows no parts of services. */
const endpoints: Partial<Record<DetectionService, string>> = {
  guardduty: "guardduty",
  securityhub: "securityhub",
  macie2: "macie2",
  inspector2: "inspector2",
  detective: "api.detective",
  "access-analyzer": "access-analyzer",
  fms: "fms",
  config: "config",
};

/** Where the table knowingly differs: service -> Region -> why. An entry that is no difference fails the test. */
const differences: Partial<Record<DetectionService, Readonly<Record<string, string>>>> = {};

function read(): { readonly version: string; readonly partitions: readonly Partition[] } | undefined {
  const program =
    "import botocore, os; print(botocore.__version__, os.path.join(os.path.dirname(botocore.__file__), 'data/endpoints.json'))";
  try {
    const said = execFileSync(findPython() ?? "python3", ["-c", program], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [version = "", ...path] = said.trim().split(" ");
    const { partitions } = JSON.parse(readFileSync(path.join(" "), "utf8")) as { partitions: Partition[] };
    return { version, partitions };
  } catch {
    return undefined;
  }
}

const botocore = read();

if (!botocore) throw new Error("the table of services and Regions cannot be compared: Python has no botocore");
else {
  describe(`services and Regions as botocore ${botocore.version} has them`, () => {
    const lacking = (endpoint: string) =>
      [...regions.keys()].filter((region) => {
        const partition = botocore.partitions.find((each) => each.partition === partitionOf(region));
        const found = partition?.services[endpoint]?.endpoints[region];
        return !found || found.deprecated === true;
      });

    test.each(Object.entries(endpoints) as [DetectionService, string][])(
      "%s is absent from the same Regions",
      (service, endpoint) => {
        const known = Object.keys(differences[service] ?? {});
        const listed = absentFrom(service);
        const differs = [...regions.keys()].filter(
          (region) => listed.includes(region) !== lacking(endpoint).includes(region),
        );
        expect(differs.sort()).toEqual(known.sort());
      },
    );

    test.each(Object.values(endpoints))("botocore has the endpoints of %s at all", (endpoint) => {
      expect(lacking(endpoint).length).toBeLessThan(regions.size);
    });
  });
}
