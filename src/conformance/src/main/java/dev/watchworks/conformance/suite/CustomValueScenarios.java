package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** The values of custom objects are completed and checked by the schema. */
final class CustomValueScenarios {
    private static final String INVALID = "FieldValueInvalid";
    private static final String TYPE = "FieldValueTypeInvalid";
    private static final String STRING = "{'type':'string'}";

    @ConformanceScenario({35, 64})
    void aValueHasTheTypeOfItsSchema(ScenarioClient client) {
        CustomField.of(client, STRING).accepts("'a'").rejects(TYPE, "1", "1.5", "true", "[]", "{}");
    }

    @ConformanceScenario({35, 64})
    void anIntegerMayHaveAFractionOfZero(ScenarioClient client) {
        CustomField.of(client, "{'type':'integer'}")
                .accepts("1", "1.0", "1e3")
                .rejects(TYPE, "1.5", "'1'", "10000000000000000000");
    }

    @ConformanceScenario({35, 64})
    void aNumberMayBeAnInteger(ScenarioClient client) {
        CustomField.of(client, "{'type':'number'}").accepts("1", "1.5").rejects(TYPE, "'1.5'", "true");
    }

    @ConformanceScenario({35, 64})
    void anIntOrStringIsAnIntegerOrAText(ScenarioClient client) {
        CustomField.of(
                        client,
                        "{'x-kubernetes-int-or-string':true,'anyOf':[{'type':'integer'},{'type':'string'}],'pattern':'^a'}")
                .accepts("1", "'a'")
                .rejects(INVALID, "'b'")
                .rejects(TYPE, "true", "1.5");
    }

    @ConformanceScenario({35, 64})
    void nullIsRemovedUnlessTheFieldIsNullable(ScenarioClient client) {
        CustomField fields = CustomField.ofSpec(
                client,
                CustomField.spec("'x':" + STRING + ",'n':{'type':'string','nullable':true},"
                        + "'d':{'type':'string','default':'e'},'l':{'type':'array','items':{'type':'string'}}"));
        fields.create("{'x':null,'n':null,'d':null}")
                .code(201)
                .lacks("/spec/x")
                .has("/spec/n")
                .is("/spec/d", "e");
        fields.create("{'l':[null]}").code(422);
    }

    @ConformanceScenario({35, 64})
    void aLengthIsCountedInCharacters(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','minLength':2,'maxLength':3}")
                .accepts("'äöü'")
                .rejects("FieldValueTooLong", "'abcd'", "'äöüß'")
                .rejects(INVALID, "'a'");
    }

    @ConformanceScenario({35, 64})
    void aPatternIsSearchedInTheText(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','pattern':'b+'}")
                .accepts("'abc'")
                .rejects(INVALID, "'a<c>'");
    }

    @ConformanceScenario({35, 64})
    void anEnumerationNamesTheSupportedValues(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','enum':['a','b']}")
                .accepts("'a'")
                .rejects("FieldValueNotSupported", "'c'");
    }

    @ConformanceScenario({35, 64})
    void anEnumerationOfNumbersNamesNumbers(ScenarioClient client) {
        CustomField.of(client, "{'type':'integer','enum':[1,2]}")
                .accepts("1", "2.0")
                .rejects("FieldValueNotSupported", "3");
    }

    @ConformanceScenario({35, 64})
    void aNumberStaysWithinItsLimits(ScenarioClient client) {
        CustomField.of(client, "{'type':'number','minimum':2.5,'maximum':4.5}")
                .accepts("2.5", "3", "4.5")
                .rejects(INVALID, "1", "2.4", "4.6");
    }

    @ConformanceScenario({35, 64})
    void anExclusiveLimitIsNotAllowedItself(ScenarioClient client) {
        CustomField.of(
                        client,
                        "{'type':'integer','minimum':2,'exclusiveMinimum':true,'maximum':4,'exclusiveMaximum':true}")
                .accepts("3")
                .rejects(INVALID, "2", "4");
    }

    @ConformanceScenario({35, 64})
    void aMultipleHasNoRemainder(ScenarioClient client) {
        CustomField.of(client, "{'type':'number','multipleOf':0.5}")
                .accepts("1.5")
                .rejects(INVALID, "1.6");
    }

    @ConformanceScenario({35, 64})
    void aListHasALimitedNumberOfItems(ScenarioClient client) {
        CustomField.of(client, "{'type':'array','items':{'type':'integer'},'minItems':1,'maxItems':2}")
                .accepts("[1]")
                .rejects(INVALID, "[]")
                .rejects("FieldValueTooMany", "[1,2,3]")
                .rejects(TYPE, "['a']", "{}");
    }

    @ConformanceScenario({35, 64})
    void aMapHasALimitedNumberOfFields(ScenarioClient client) {
        CustomField.of(
                        client,
                        "{'type':'object','additionalProperties':{'type':'integer'},'minProperties':1,'maxProperties':2}")
                .accepts("{'a':1}")
                .rejects(INVALID, "{}")
                .rejects("FieldValueTooMany", "{'a':1,'b':2,'c':3}")
                .rejects(TYPE, "{'a':'b'}");
    }

    @ConformanceScenario({35, 64})
    void aRequiredFieldIsReportedByItsPath(ScenarioClient client) {
        CustomField fields =
                CustomField.of(client, "{'type':'object','properties':{'y':" + STRING + "},'required':['y']}");
        fields.create("{'x':{}}").code(422).is("/details/causes/0/field", "spec.x.y");
        fields.create("{}").code(201);
    }

    @ConformanceScenario({35, 64})
    void oneOfTheAlternativesHasToHold(ScenarioClient client) {
        CustomField fields = CustomField.ofSpec(
                client,
                "{'type':'object','properties':{'a':" + STRING + ",'b':" + STRING
                        + "},'anyOf':[{'required':['a']},{'required':['b']}]}");
        fields.create("{'a':'1','b':'2'}").code(201);
        fields.create("{}").code(422);
    }

    @ConformanceScenario({35, 64})
    void exactlyOneOfTheAlternativesHasToHold(ScenarioClient client) {
        CustomField fields = CustomField.ofSpec(
                client,
                "{'type':'object','properties':{'a':" + STRING + ",'b':" + STRING
                        + "},'oneOf':[{'required':['a']},{'required':['b']}]}");
        fields.create("{'a':'1'}").code(201);
        fields.create("{'a':'1','b':'2'}").code(422);
        fields.create("{}").code(422);
    }

    @ConformanceScenario({35, 64})
    void allRestrictionsHaveToHoldAndAForbiddenOneMayNot(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','allOf':[{'minLength':2},{'pattern':'^a'}],'not':{'maxLength':2}}")
                .accepts("'abc'")
                .rejects(INVALID, "'b'", "'ab'", "'bcd'");
    }

    @ConformanceScenario({35, 64})
    void formatsOfTimesAreChecked(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','format':'date-time'}")
                .accepts("'2024-01-01T00:00:00Z'", "'2024-01-01T00:00:00.5+01:00'")
                .rejects(TYPE, "'2024-01-01'", "'2024-13-01T00:00:00Z'", "'2024-01-01T24:00:00Z'");
    }

    @ConformanceScenario({35, 64})
    void formatsOfAddressesAreChecked(ScenarioClient client) {
        CustomField.ofSpec(
                        client,
                        CustomField.spec("'x':{'type':'string','format':'ipv4'},'c':{'type':'string','format':'cidr'},"
                                + "'e':{'type':'string','format':'email'},'u':{'type':'string','format':'uri'}"))
                .accepts("'1.2.3.4'")
                .rejects(TYPE, "'1.2.3'", "'::1'")
                .create("{'c':'10.0.0.0/8','e':'a@b.c','u':'http://a.b/c'}")
                .code(201);
    }

    @ConformanceScenario({35, 64})
    void formatsOfIdentifiersAndBytesAreChecked(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','format':'uuid'}")
                .accepts("'6ba7b810-9dad-11d1-80b4-00c04fd430c8'")
                .rejects(TYPE, "'6ba7b810'");
    }

    @ConformanceScenario({35, 64})
    void anUnknownFormatRestrictsNothing(ScenarioClient client) {
        CustomField.of(client, "{'type':'string','format':'colour'}").accepts("'red'");
    }

    @ConformanceScenario({35, 64})
    void aSetHasNoDuplicates(ScenarioClient client) {
        CustomField.of(client, "{'type':'array','x-kubernetes-list-type':'set','items':" + STRING + "}")
                .accepts("['a','b']")
                .rejects("FieldValueDuplicate", "['a','b','a','a']");
    }

    @ConformanceScenario({35, 64})
    void aMapListHasNoTwoItemsWithTheSameKeys(ScenarioClient client) {
        CustomField.of(
                        client,
                        "{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['k','j'],'items':"
                                + "{'type':'object','required':['k'],'properties':{'k':" + STRING
                                + ",'j':{'type':'integer','default':0}}}}")
                .accepts("[{'k':'a'},{'k':'a','j':1}]")
                .rejects("FieldValueDuplicate", "[{'k':'a'},{'k':'a','j':0}]");
    }

    @ConformanceScenario({35, 64})
    void defaultsAreFilledInBelowDefaults(ScenarioClient client) {
        CustomField fields = CustomField.of(
                client,
                "{'type':'object','default':{},'properties':{'y':{'type':'integer','default':3},'l':{'type':'array',"
                        + "'items':{'type':'object','properties':{'z':{'type':'boolean','default':true}}}}}}");
        fields.create("{}").code(201).is("/spec/x/y", 3);
        fields.create("{'x':{'y':4,'l':[{},{'z':false}]}}")
                .code(201)
                .is("/spec/x/l/0/z", true)
                .is("/spec/x/l/1/z", false);
    }

    @ConformanceScenario({39, 64})
    void unknownFieldsArePrunedWithAWarning(ScenarioClient client) {
        CustomField.of(client, "{'type':'array','items':{'type':'object','properties':{'y':" + STRING + "}}}")
                .create("{'x':[{'y':'a','z':1}]}")
                .code(201)
                .lacks("/spec/x/0/z");
    }

    @ConformanceScenario({39, 64})
    void preservedFieldsAreKept(ScenarioClient client) {
        CustomField fields = CustomField.of(
                client,
                "{'type':'object','x-kubernetes-preserve-unknown-fields':true,'properties':{'known':{'type':'object',"
                        + "'properties':{'y':" + STRING + "}}}}");
        fields.create("{'x':{'free':{'deep':[1]},'known':{'y':'a','z':1}}}")
                .code(201)
                .is("/spec/x/free/deep/0", 1)
                .lacks("/spec/x/known/z");
    }

    @ConformanceScenario({35, 64})
    void anEmbeddedResourceHasAKindAndMetadata(ScenarioClient client) {
        CustomField fields = CustomField.of(
                client,
                "{'type':'object','x-kubernetes-embedded-resource':true,'x-kubernetes-preserve-unknown-fields':true}");
        fields.create("{'x':{'apiVersion':'v1','kind':'Pod','metadata':{'name':'a','colour':1},'free':1}}")
                .code(201)
                .lacks("/spec/x/metadata/colour")
                .is("/spec/x/free", 1);
        fields.create("{'x':{'kind':'Pod'}}").code(422).is("/details/causes/0/field", "spec.x.apiVersion");
        fields.create("{'x':{'apiVersion':'a/b/c','kind':'Pod'}}").code(422);
        fields.create("{'x':{'apiVersion':'v1','kind':'_'}}").code(422);
        fields.create("{'x':{'apiVersion':'v1','kind':'Pod','metadata':{'labels':{'$':'b'}}}}")
                .code(422);
        fields.create("{'x':{'apiVersion':'v1','kind':'Pod','metadata':{'labels':1}}}")
                .code(400);
    }

    @ConformanceScenario({35, 64})
    void anUpdateMayKeepWhatIsInvalidNow(ScenarioClient client) {
        String wide = CustomField.spec("'x':" + STRING + ",'y':{'type':'integer'},'m':{'type':'object',"
                + "'additionalProperties':" + STRING + "}");
        String narrow = wide.replace(STRING, "{'type':'string','maxLength':3}");
        CustomField fields = CustomField.ofSpec(client, wide);
        fields.create("{'x':'abcdef','y':1,'m':{'a':'abcdef'}}").code(201);
        fields.change(narrow, "{'x':'abcdef'}");
        fields.merge("{'y':2}").code(200);
        fields.merge("{'m':{'b':'b'}}").code(200);
        fields.merge("{'x':'abcdefg'}").code(422);
        fields.merge("{'m':{'a':'abcdefg'}}").code(422);
    }
}
