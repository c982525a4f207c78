package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.suite.CustomField.refused;
import static dev.watchworks.conformance.suite.CustomField.ruled;
import static dev.watchworks.conformance.suite.CustomField.spec;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** A definition is rejected when its schema is not structural, or when its defaults or rules are not valid. */
final class CustomSchemaScenarios {
    private static final String NUMBER = "'x':{'type':'integer'}";

    @ConformanceScenario({60, 64})
    void eachFieldHasAType(ScenarioClient client) {
        refused(client, spec("'x':{}")).is("/details/causes/0/reason", "FieldValueRequired");
        refused(client, spec("'x':{'type':'array','items':{}}"));
        refused(client, spec("'x':{'type':'array'}"));
        refused(client, spec("'x':{'type':'text'}"));
    }

    @ConformanceScenario({60, 64})
    void restrictionsInsideAlternativesAreOnlyRestrictions(ScenarioClient client) {
        refused(client, spec("'x':{'type':'string','anyOf':[{'type':'string','description':'y','default':'z'}]}"));
    }

    @ConformanceScenario({60, 64})
    void someFieldsOfSchemasAreNotSupported(ScenarioClient client) {
        refused(
                client,
                spec("'x':{'type':'object','properties':{'y':{'type':'string'}},'additionalProperties':"
                        + "{'type':'string'}}"));
        refused(client, spec("'x':{'type':'array','items':{'type':'string'},'uniqueItems':true}"));
        refused(client, spec("'x':{'type':'object','$ref':'#/definitions/x'}"));
        refused(client, spec("'x':{'type':'object','x-kubernetes-preserve-unknown-fields':false}"));
    }

    @ConformanceScenario({60, 64})
    void aPatternHasGosSyntax(ScenarioClient client) {
        refused(client, spec("'x':{'type':'string','pattern':'a(?=b)'}"))
                .is("/details/causes/0/reason", "FieldValueInvalid");
    }

    @ConformanceScenario({60, 64})
    void listTypesAndMapTypesFitTheirTypes(ScenarioClient client) {
        refused(client, spec("'x':{'type':'string','x-kubernetes-list-type':'set'}"));
        refused(client, spec("'x':{'type':'array','items':{'type':'string'},'x-kubernetes-list-type':'bag'}"));
        refused(client, spec("'x':{'type':'string','x-kubernetes-map-type':'atomic'}"));
        refused(client, spec("'x':{'type':'array','items':{'type':'object'},'x-kubernetes-list-type':'set'}"));
    }

    @ConformanceScenario({60, 64})
    void theKeysOfAMapListAreRequiredScalars(ScenarioClient client) {
        String map = "'x':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['k'],'items':";
        refused(client, spec("'x':{'type':'array','x-kubernetes-list-type':'map','items':{'type':'object'}}"));
        refused(client, spec(map + "{'type':'object','properties':{'k':{'type':'string'}}}}"));
        refused(client, spec(map + "{'type':'object','properties':{'j':{'type':'string'}}}}"));
        refused(client, spec(map + "{'type':'object','required':['k'],'properties':{'k':{'type':'object'}}}}"));
    }

    @ConformanceScenario({60, 64})
    void aDefaultIsValidItself(ScenarioClient client) {
        refused(client, spec("'x':{'type':'string','default':1}"));
        refused(client, spec("'x':{'type':'string','default':'abcd','maxLength':3}"));
        refused(client, spec("'x':{'type':'object','properties':{'y':{'type':'string'}},'default':{'z':1}}"));
        refused(client, spec("'x':{'type':'integer','default':1,'x-kubernetes-validations':[{'rule':'self > 5'}]}"));
    }

    @ConformanceScenario({60, 65})
    void aRuleHasToCompile(ScenarioClient client) {
        refused(client, ruled(NUMBER, "self.y > 1", "")).is("/details/causes/0/reason", "FieldValueInvalid");
        refused(client, ruled(NUMBER, "self.x > 1 &&", ""));
        refused(client, ruled(NUMBER, "self.x == \\\"a\\\"", ""));
        refused(client, ruled(NUMBER, "self.x.size() == 1", ""));
        refused(client, ruled(NUMBER, "unknown(self.x)", ""));
        refused(client, ruled(NUMBER, "self.x", ""));
    }

    @ConformanceScenario({60, 65})
    void literalsInRulesAreChecked(ScenarioClient client) {
        refused(client, ruled("'x':{'type':'string'}", "self.x.matches(\\\"[\\\")", ""));
        refused(client, ruled(NUMBER, "duration(\\\"x\\\") > duration(\\\"1s\\\")", ""));
        refused(client, ruled(NUMBER, "[1, \\\"a\\\"].size() == self.x", ""));
    }

    @ConformanceScenario({60, 65})
    void theFieldsOfARuleAreChecked(ScenarioClient client) {
        refused(client, ruled(NUMBER, " ", ""));
        refused(client, ruled(NUMBER, "true", ",'message':' '"));
        refused(client, ruled(NUMBER, "true", ",'reason':'Bad'"));
        refused(client, ruled(NUMBER, "true", ",'fieldPath':'.y'"));
        refused(client, ruled(NUMBER, "true", ",'messageExpression':'1'"));
        refused(client, ruled(NUMBER, "true", ",'optionalOldSelf':true"));
    }

    @ConformanceScenario({60, 65})
    void aRuleMayNotCostTooMuch(ScenarioClient client) {
        String texts = "'x':{'type':'array','items':{'type':'string'}}";
        refused(client, ruled(texts, "self.x.all(y, self.x.exists(z, z == y))", ""))
                .is("/details/causes/0/reason", "FieldValueForbidden");
        refused(client, ruled(texts, "self.x.all(y, y.matches(\\\"^[a-z]+$\\\"))", ""));
    }

    @ConformanceScenario({60, 65})
    void aTransitionNeedsAPlaceInTheStoredObject(ScenarioClient client) {
        refused(
                client,
                spec("'x':{'type':'array','maxItems':5,'items':{'type':'integer','x-kubernetes-validations':[{'rule':"
                        + "'self == oldSelf'}]}}"));
    }
}
