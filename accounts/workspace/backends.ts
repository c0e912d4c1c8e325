import {
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  NamedRemoteWorkspace,
  S3Backend,
  TerraformBackend,
  TerraformRemoteState,
  TerraformStack,
} from "cdktf";
import { Construct } from "constructs";
import type { Organization } from "../organization/organization";

type CloudBackendProps = Extract<Organization["backend"], { type: "cloud" }>;

/** Beside the organization's code, seen from the folder of a synthesized stack. */
const localPath = (workspace: string) => `../../../terraform-state/${workspace}.tfstate`;

const s3Key = (organization: Organization, workspace: string) => `${organization.namePrefix}/${workspace}.tfstate`;

const cloudWorkspace = (organization: Organization, workspace: string) => `${organization.namePrefix}-${workspace}`;

/**
 * The `cloud` block of HCP Terraform. cdktf's own needs a Terraform binary to synthesize and loses the project in HCL.
 * @see https://developer.hashicorp.com/terraform/cli/cloud/settings
 */
class HcpTerraform extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: CloudBackendProps,
    private readonly workspace: string,
  ) {
    super(scope, "backend", "cloud");
  }

  protected override synthesizeAttributes() {
    const { organization, hostname } = this.props;
    return { organization, hostname, workspaces: { name: this.workspace, project: this.props.project } };
  }

  override toTerraform() {
    return { terraform: { cloud: this.synthesizeAttributes() } };
  }

  override toHclTerraform() {
    const { organization, hostname, workspaces } = this.synthesizeAttributes();
    const block = { value: workspaces, isBlock: true, type: "map", storageClassType: "stringMap" };
    return { terraform: { cloud: { organization, hostname, workspaces: block } } };
  }

  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new DataTerraformRemoteState(scope, name, {
      organization: this.props.organization,
      hostname: this.props.hostname,
      workspaces: new NamedRemoteWorkspace(this.workspace),
    });
  }
}

/** Stores the state of a workspace where the organization file says. */
export function attachBackend(stack: TerraformStack, organization: Organization): void {
  const { backend } = organization;
  const workspace = stack.node.id;
  switch (backend.type) {
    case "local":
      new LocalBackend(stack, { path: localPath(workspace) });
      return;
    case "s3": {
      const s3 = new S3Backend(stack, {
        bucket: backend.bucket,
        key: s3Key(organization, workspace),
        region: backend.region,
        encrypt: true,
        kmsKeyId: backend.kmsKeyArn,
      });
      s3.addOverride("use_lockfile", true);
      return;
    }
    case "cloud":
      new HcpTerraform(stack, backend, cloudWorkspace(organization, workspace));
  }
}

/** The state of another workspace, for its outputs alone. */
export function remoteState(scope: Construct, organization: Organization, workspace: string): TerraformRemoteState {
  const { backend } = organization;
  switch (backend.type) {
    case "local":
      return new DataTerraformRemoteStateLocal(scope, workspace, { path: localPath(workspace) });
    case "s3":
      return new DataTerraformRemoteStateS3(scope, workspace, {
        bucket: backend.bucket,
        key: s3Key(organization, workspace),
        region: backend.region,
        encrypt: true,
        kmsKeyId: backend.kmsKeyArn,
      });
    case "cloud":
      return new DataTerraformRemoteState(scope, workspace, {
        organization: backend.organization,
        hostname: backend.hostname,
        workspaces: new NamedRemoteWorkspace(cloudWorkspace(organization, workspace)),
      });
  }
}
