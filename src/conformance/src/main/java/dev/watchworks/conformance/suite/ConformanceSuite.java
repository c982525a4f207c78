package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** All scenarios. Add a new class of scenarios here. */
public final class ConformanceSuite {
    private static final List<Object> PARTS = List.of(
            new WatchScenarios(),
            new BookmarkScenarios(),
            new SelectorScenarios(),
            new ListScenarios(),
            new CreateScenarios(),
            new UpdateScenarios(),
            new PatchScenarios(),
            new StrategicPatchScenarios(),
            new ManagedFieldsScenarios(),
            new FieldTransferScenarios(),
            new ApplyScenarios(),
            new ApplyListScenarios(),
            new ApplyConflictScenarios(),
            new ApplyRequestScenarios(),
            new ApplySubresourceScenarios(),
            new ValidationScenarios(),
            new DeleteScenarios(),
            new RequestScenarios(),
            new DiscoveryScenarios(),
            new TableScenarios(),
            new KubectlScenarios(),
            new KindScenarios(),
            new VolumeScenarios(),
            new PolicyScenarios(),
            new DefinitionScenarios(),
            new CustomObjectScenarios(),
            new CustomListScenarios(),
            new CustomVersionScenarios(),
            new CustomSubresourceScenarios(),
            new CustomApplyScenarios(),
            new CustomSchemaScenarios(),
            new CustomValueScenarios(),
            new CustomRuleScenarios(),
            new ThrottlingScenarios(),
            new ControllerScenarios());

    private ConformanceSuite() {}

    /** Every scenario, by part and then by name. */
    public static List<Scenario> all() {
        List<Scenario> scenarios = new ArrayList<>();
        for (Object part : PARTS) {
            Arrays.stream(part.getClass().getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(ConformanceScenario.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> scenarios.add(scenario(part, method)));
        }
        return scenarios;
    }

    private static Scenario scenario(Object part, Method method) {
        ConformanceScenario contract = method.getAnnotation(ConformanceScenario.class);
        String name = part.getClass().getSimpleName().replace("Scenarios", "").toLowerCase(Locale.ROOT);
        return new Scenario(
                name,
                sentence(method.getName()),
                Arrays.stream(contract.value()).boxed().toList(),
                contract.on(),
                client -> play(part, method, client));
    }

    private static void play(Object part, Method method, ScenarioClient client) {
        try {
            method.invoke(part, client);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof AssertionError wrong) {
                throw wrong;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }

    /** The words of a method's name: {@code aListOf200} reads {@code a list of 200}. */
    private static String sentence(String methodName) {
        return methodName.replaceAll("(?<=[A-Za-z])(?=\\d)|(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
