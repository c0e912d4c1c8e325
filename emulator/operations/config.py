"""Config: how often is recorded, rules written as a policy, the modes in which rules evaluate, and remediation."""

from typing import Any
from uuid import uuid4

from moto.config.models import ConfigBackend, ConfigRule, Source, config_backends

from emulator.calls import Call
from emulator.operations import AwsError, Register, answers

_put_recorder = ConfigBackend.put_configuration_recorder


def _put_configuration_recorder(self: ConfigBackend, config_recorder: dict[str, Any]) -> None:
    _put_recorder(self, config_recorder)
    mode = config_recorder.get("recordingMode", {"recordingFrequency": "CONTINUOUS"})
    self.recorders[config_recorder["name"]].recording_mode = mode


# moto drops the recording mode; AWS returns it, and CONTINUOUS where none was given.
ConfigBackend.put_configuration_recorder = _put_configuration_recorder

_create_source = Source.__init__
_describe_source = Source.to_dict


def _init_source(self: Source, account_id: str, region: str, owner: str, **details: Any) -> None:
    self.custom_policy = None
    if owner != "CUSTOM_POLICY":
        _create_source(self, account_id, region, owner, **details)
        return
    super(Source, self).__init__(capitalize_start=True, capitalize_arn=False)
    self.owner, self.source_identifier = owner, None
    self.source_details = None
    self.custom_policy = details["custom_policy_details"]
    self.triggers = details.get("source_details", [])


def _source_to_dict(self: Source) -> dict[str, Any]:
    if not self.custom_policy:
        return _describe_source(self)
    described = {name: value for name, value in self.custom_policy.items() if name != "PolicyText"}
    return {"Owner": self.owner, "SourceDetails": self.triggers, "CustomPolicyDetails": described}


# moto knows rules of AWS and rules that are functions, and none that are policies.
Source.__init__ = _init_source
Source.to_dict = _source_to_dict

_modify_rule = ConfigRule.modify_fields
_describe_rule = ConfigRule.to_dict


def _modify_fields(self: ConfigRule, region: str, config_rule: dict[str, Any], tags: dict[str, str]) -> None:
    _modify_rule(self, region, config_rule, tags)
    self.modes = config_rule.get("EvaluationModes", [{"Mode": "DETECTIVE"}])


# moto drops the evaluation modes of a rule; AWS returns them, and DETECTIVE where none was given.
ConfigRule.modify_fields = _modify_fields
ConfigRule.to_dict = lambda self: {**_describe_rule(self), "EvaluationModes": self.modes}


# moto has no policies of rules; their text is only returned by this operation.
@answers("config", "GetCustomRulePolicy")
def _get_custom_rule_policy(call: Call) -> dict[str, Any]:
    name = call.parameters["ConfigRuleName"]
    rule = config_backends[call.account][call.region].config_rules.get(name)
    if not rule or not rule.source.custom_policy:
        raise AwsError("NoSuchConfigRuleException", f"{name} is not a rule with a policy.")
    return {"PolicyText": rule.source.custom_policy["PolicyText"]}


_remediations = Register("NoSuchRemediationConfigurationException")


# moto has no remediation.
@answers("config", "PutRemediationConfigurations")
def _put_remediations(call: Call) -> None:
    rules = config_backends[call.account][call.region].config_rules
    for remediation in call.parameters["RemediationConfigurations"]:
        name = remediation["ConfigRuleName"]
        if name not in rules:
            raise AwsError("InvalidParameterValueException", f"There is no rule {name}.")
        arn = f"arn:aws:config:{call.region}:{call.account}:remediation-configuration/{name}/{uuid4()}"
        _remediations.all(call)[name] = {**remediation, "Arn": arn}


@answers("config", "DescribeRemediationConfigurations")
def _describe_remediations(call: Call) -> dict[str, Any]:
    kept = _remediations.all(call)
    return {"RemediationConfigurations": [kept[name] for name in call.parameters["ConfigRuleNames"] if name in kept]}


@answers("config", "DeleteRemediationConfiguration")
def _delete_remediation(call: Call) -> None:
    _remediations.delete(call, call.parameters["ConfigRuleName"])
