package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.suite.CustomField.ofSpec;
import static dev.watchworks.conformance.suite.CustomField.ruled;
import static dev.watchworks.conformance.suite.CustomField.spec;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** Rules in the Common Expression Language decide about custom objects. */
final class CustomRuleScenarios {
    private static final String NUMBERS = "'x':{'type':'integer'},'y':{'type':'integer'}";
    private static final String TEXT = "'x':{'type':'string','maxLength':50}";
    private static final String TEXTS = "'x':{'type':'array','maxItems':10,'items':{'type':'string','maxLength':50}}";

    @ConformanceScenario({35, 65})
    void aRuleThatDoesNotHoldIsNamed(ScenarioClient client) {
        CustomField fields = ofSpec(client, ruled(NUMBERS, "self.x <= self.y", ""));
        fields.create("{'x':1,'y':2}").code(201);
        fields.create("{'x':2,'y':1}")
                .code(422)
                .is("/details/causes/0/field", "spec")
                .is("/details/causes/0/message", "Invalid value: \"object\": failed rule: self.x <= self.y");
    }

    @ConformanceScenario({35, 65})
    void aRuleMayHaveAMessageAReasonAndAField(ScenarioClient client) {
        ofSpec(
                        client,
                        ruled(
                                NUMBERS,
                                "self.x <= self.y",
                                ",'message':'x is too large','reason':'FieldValueForbidden','fieldPath':'.x'"))
                .create("{'x':2,'y':1}")
                .code(422)
                .is("/details/causes/0/field", "spec.x")
                .is("/details/causes/0/message", "Forbidden: x is too large");
    }

    @ConformanceScenario({35, 65})
    void aMessageMayBeAnExpression(ScenarioClient client) {
        ofSpec(
                        client,
                        ruled(
                                NUMBERS,
                                "self.x <= self.y",
                                ",'messageExpression':'\\\"%d is more than %d\\\".format([self.x, self.y])'"))
                .create("{'x':2,'y':1}")
                .code(422)
                .is("/details/causes/0/message", "Invalid value: \"object\": 2 is more than 1");
    }

    @ConformanceScenario({35, 65})
    void anEvaluationThatFailsIsReported(ScenarioClient client) {
        CustomField fields = ofSpec(client, ruled(NUMBERS, "10 / self.x > self.y", ""));
        fields.create("{'x':2,'y':1}").code(201);
        fields.create("{'x':0,'y':1}").code(422);
        fields.create("{'y':1}").code(422);
    }

    @ConformanceScenario({35, 65})
    void rulesAreSkippedWhileTypesAreWrong(ScenarioClient client) {
        CustomField fields = ofSpec(client, ruled(NUMBERS, "self.x <= self.y", ""));
        fields.create("{'x':'a','y':1}").code(422).is("/details/causes/1/reason", "FieldValueInvalid");
    }

    @ConformanceScenario({35, 65})
    void severalRulesAreReportedInTheirOrder(ScenarioClient client) {
        ofSpec(
                        client,
                        "{'type':'object','x-kubernetes-validations':[{'rule':'self.x > 5'},{'rule':'self.y > 5',"
                                + "'message':'y'}],'properties':{" + NUMBERS + "}}")
                .create("{'x':1,'y':1}")
                .code(422)
                .is("/details/causes/1/message", "Invalid value: \"object\": y");
    }

    @ConformanceScenario({35, 65})
    void aRuleOfAnItemNamesTheItem(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                spec("'x':{'type':'array','maxItems':5,'items':{'type':'integer','x-kubernetes-validations':"
                        + "[{'rule':'self > 1'}]}},'m':{'type':'object','maxProperties':5,'additionalProperties':"
                        + "{'type':'integer','x-kubernetes-validations':[{'rule':'self > 1'}]}}"));
        fields.create("{'x':[2,1]}").code(422).is("/details/causes/0/field", "spec.x[1]");
        fields.create("{'m':{'a':1}}").code(422).is("/details/causes/0/field", "spec.m[a]");
    }

    @ConformanceScenario({35, 65})
    void aTransitionRuleComparesWithTheStoredValue(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                spec(
                        "'y':{'type':'integer'},'x':{'type':'integer','x-kubernetes-validations':[{'rule':'self >= oldSelf',"
                                + "'message':'x only grows'}]}"));
        fields.create("{'x':5,'y':1}").code(201);
        fields.merge("{'x':6}").code(200);
        fields.merge("{'x':4}").code(422).is("/details/causes/0/message", "Invalid value: \"integer\": x only grows");
        fields.merge("{'x':null}").code(200);
        fields.merge("{'x':1}").code(200);
    }

    @ConformanceScenario({35, 65})
    void anOptionalOldValueIsAbsentAtFirst(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                spec("'x':{'type':'integer','x-kubernetes-validations':[{'rule':'oldSelf.hasValue() ? self == oldSelf"
                        + ".value() : self < 5','optionalOldSelf':true}]}"));
        fields.create("{'x':3}").code(201);
        fields.create("{'x':7}").code(422);
        fields.merge("{'x':4}").code(422);
    }

    @ConformanceScenario({35, 65})
    void theItemsOfAMapListAreComparedByTheirKeys(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                spec(
                        "'x':{'type':'array','maxItems':5,'x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['k'],"
                                + "'items':{'type':'object','required':['k'],'properties':{'k':{'type':'string'},'v':{'type':"
                                + "'integer','x-kubernetes-validations':[{'rule':'self >= oldSelf'}]}}}}"));
        fields.create("{'x':[{'k':'a','v':5},{'k':'b','v':5}]}").code(201);
        fields.merge("{'x':[{'k':'c','v':1},{'k':'b','v':6}]}").code(200);
        fields.merge("{'x':[{'k':'b','v':4},{'k':'c','v':1}]}").code(422).is("/details/causes/0/field", "spec.x[0].v");
    }

    @ConformanceScenario({35, 65})
    void theOrderOfASetDoesNotMatter(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                spec("'x':{'type':'array','maxItems':5,'x-kubernetes-list-type':'set','items':{'type':'string',"
                        + "'maxLength':5},'x-kubernetes-validations':[{'rule':'self == oldSelf'}]}"));
        fields.create("{'x':['a','b']}").code(201);
        fields.merge("{'x':['b','a']}").code(200);
        fields.merge("{'x':['b','c']}").code(422);
    }

    @ConformanceScenario({35, 65})
    void aRuleThatAnUpdateDoesNotTouchIsAWarning(ScenarioClient client) {
        String inner = "'o':{'type':'object','properties':{'a':{'type':'integer'}}}";
        String ruled = "'o':" + ruled("'a':{'type':'integer'}", "self.a > 5", "");
        CustomField fields = ofSpec(client, spec("'y':{'type':'integer'}," + inner));
        fields.create("{'y':1,'o':{'a':1}}").code(201);
        fields.change(spec("'y':{'type':'integer'}," + ruled), "{'o':{'a':1}}");
        fields.merge("{'y':2}").code(200);
        fields.merge("{'o':{'a':2}}").code(422);
    }

    @ConformanceScenario({35, 65})
    void namesThatAreNoIdentifiersAreEscaped(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                ruled(
                        "'namespace':{'type':'integer'},'a-b':{'type':'integer'},'c.d':{'type':'integer'},'e__f':{'type':"
                                + "'integer'}",
                        "self.__namespace__ + self.a__dash__b + self.c__dot__d + self.e__underscores__f < 10",
                        ""));
        fields.create("{'namespace':1,'a-b':2,'c.d':3,'e__f':3}").code(201);
        fields.create("{'namespace':1,'a-b':2,'c.d':3,'e__f':4}").code(422);
    }

    @ConformanceScenario({35, 65})
    void theRootKnowsNameAndKind(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client)
                .establish(
                        "{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':{'type':'object',"
                                + "'x-kubernetes-validations':[{'rule':'self.metadata.name.startsWith(self.kind.lowerAscii())'}]}}}");
        widgets.post("widget-1", "").code(201);
        widgets.post("gadget-1", "").code(422);
    }

    @ConformanceScenario({35, 65})
    void anIntOrStringIsTestedForItsType(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                ruled(
                        "'x':{'x-kubernetes-int-or-string':true}",
                        "type(self.x) == int ? self.x < 5 : self.x.endsWith(\\\"%\\\")",
                        ""));
        fields.accepts("3", "'50%'").rejects("FieldValueInvalid", "7", "'50'");
    }

    @ConformanceScenario({35, 65})
    void timesAndDurationsAreCompared(ScenarioClient client) {
        CustomField fields = ofSpec(
                client,
                ruled(
                        "'from':{'type':'string','format':'date-time'},'to':{'type':'string','format':'date-time'},"
                                + "'most':{'type':'string','format':'duration'}",
                        "self.to - self.from <= self.most",
                        ""));
        fields.create("{'from':'2024-01-01T00:00:00Z','to':'2024-01-01T00:59:00Z','most':'1h'}")
                .code(201);
        fields.create("{'from':'2024-01-01T00:00:00Z','to':'2024-01-01T01:01:00Z','most':'1h'}")
                .code(422);
    }

    @ConformanceScenario({35, 65})
    void quantitiesAreCompared(ScenarioClient client) {
        ofSpec(client, ruled(TEXT, "quantity(self.x).isLessThan(quantity(\\\"1Gi\\\"))", ""))
                .accepts("'500Mi'")
                .rejects("FieldValueInvalid", "'2G'", "'a'");
    }

    @ConformanceScenario({35, 65})
    void addressesAreParsed(ScenarioClient client) {
        ofSpec(client, ruled(TEXT, "isIP(self.x) && cidr(\\\"10.0.0.0/8\\\").containsIP(self.x)", ""))
                .accepts("'10.1.2.3'")
                .rejects("FieldValueInvalid", "'11.1.2.3'", "'a'");
    }

    @ConformanceScenario({35, 65})
    void urlsAreParsed(ScenarioClient client) {
        ofSpec(client, ruled(TEXT, "url(self.x).getScheme() == \\\"https\\\" && url(self.x).getPort() == \\\"\\\"", ""))
                .accepts("'https://example.com/a'")
                .rejects("FieldValueInvalid", "'http://example.com/a'", "'https://example.com:8443'", "'a'");
    }

    @ConformanceScenario({35, 65})
    void formatsAreNamed(ScenarioClient client) {
        ofSpec(
                        client,
                        ruled(
                                TEXT,
                                "!format.dns1123Label().validate(self.x).hasValue()",
                                ",'messageExpression':'format.dns1123Label().validate(self.x).value()[0]'"))
                .accepts("'a-b'")
                .rejects("FieldValueInvalid", "'A_b'");
    }

    @ConformanceScenario({35, 65})
    void versionsAreCompared(ScenarioClient client) {
        ofSpec(client, ruled(TEXT, "semver(self.x).isLessThan(semver(\\\"2.0.0\\\"))", ""))
                .accepts("'1.10.0'", "'2.0.0-rc.1'")
                .rejects("FieldValueInvalid", "'2.0.0'");
    }

    @ConformanceScenario({35, 65})
    void listsAndSetsHaveFunctions(ScenarioClient client) {
        ofSpec(
                        client,
                        ruled(
                                TEXTS,
                                "self.x.isSorted() && sets.contains(self.x, [\\\"a\\\"]) && self.x.indexOf(\\\"a\\\") == 0",
                                ""))
                .accepts("['a','b']")
                .rejects("FieldValueInvalid", "['b','a']", "['b']");
    }

    @ConformanceScenario({35, 65})
    void textsAreSearched(ScenarioClient client) {
        ofSpec(
                        client,
                        ruled(
                                TEXT,
                                "self.x.find(\\\"[0-9]+\\\") == \\\"12\\\" && self.x.split(\\\"-\\\").size() == 2",
                                ""))
                .accepts("'a-12'")
                .rejects("FieldValueInvalid", "'a-13'", "'12'");
    }

    @ConformanceScenario({35, 65})
    void absentFieldsAreOptional(ScenarioClient client) {
        CustomField fields = ofSpec(client, ruled(NUMBERS, "self.?x.orValue(7) > self.?y.orValue(5)", ""));
        fields.create("{}").code(201);
        fields.create("{'x':3}").code(422);
        fields.create("{'y':7}").code(422);
    }
}
