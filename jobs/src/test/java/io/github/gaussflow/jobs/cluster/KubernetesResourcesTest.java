/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.github.gaussflow.jobs.DenoiseJob;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The shipped Kubernetes resources are what the operator's schema says: that of release 1.10, the
 * newest on Maven Central, in its jar. {@code -Doperator.crds=DIR} takes those of another release
 * from a folder, as {@code helm show crds} prints them or the operator's repository has them.
 */
class KubernetesResourcesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RESOURCES = ReadmeJobFile.ROOT.resolve("conf/kubernetes");

  /** The newest that the schema of operator 1.15 takes; the operator does the same for 2.3. */
  private static final String FLINK_VERSION = "v2_2";

  private static JsonNode yaml(String text) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static JsonNode resource(String file) throws IOException {
    return yaml(Files.readString(RESOURCES.resolve(file)));
  }

  /** The schema of a kind, made strict: Kubernetes drops fields it does not know. */
  private static ObjectNode schema(String plural) throws IOException {
    String name = plural + ".flink.apache.org-v1.yml";
    Optional<String> folder = Optional.ofNullable(System.getProperty("operator.crds"));
    String text;
    if (folder.isPresent()) {
      text = Files.readString(Path.of(folder.get(), name));
    } else {
      try (InputStream stream =
          KubernetesResourcesTest.class.getResourceAsStream("/META-INF/fabric8/" + name)) {
        text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    JsonNode version = yaml(text).path("spec").path("versions").path(0);
    assertThat(version.path("name").asText()).isEqualTo("v1beta1");
    ObjectNode schema = (ObjectNode) version.path("schema").path("openAPIV3Schema");
    refuseUnknownFields(schema);
    ObjectNode properties = (ObjectNode) schema.path("properties");
    properties.set("apiVersion", JSON.valueToTree(Map.of("type", "string")));
    properties.set("kind", JSON.valueToTree(Map.of("type", "string")));
    properties.set("metadata", JSON.valueToTree(Map.of("type", "object")));
    return schema;
  }

  private static void refuseUnknownFields(JsonNode schema) {
    if (schema instanceof ObjectNode node
        && node.path("properties").isObject()
        && !node.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        && !node.has("additionalProperties")) {
      node.put("additionalProperties", false);
    }
    schema.forEach(KubernetesResourcesTest::refuseUnknownFields);
  }

  private static List<Error> errors(ObjectNode schema, JsonNode resource) {
    return SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(schema).validate(resource);
  }

  @ParameterizedTest
  @CsvSource({
    "flink-deployment.yaml, flinkdeployments, FlinkDeployment",
    "state-snapshot.yaml, flinkstatesnapshots, FlinkStateSnapshot"
  })
  void followTheSchemaOfTheOperator(String file, String plural, String kind) throws IOException {
    JsonNode resource = resource(file);
    assertThat(resource.path("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(resource.path("kind").asText()).isEqualTo(kind);
    ObjectNode schema = schema(plural);
    if (System.getProperty("operator.crds") == null && kind.equals("FlinkDeployment")) {
      // Operator 1.10 is older than Flink 2.
      ((ObjectNode) schema.at("/properties/spec/properties/flinkVersion")).remove("enum");
    }
    assertThat(errors(schema, resource)).isEmpty();
  }

  @Test
  void aMistakeIsSeen() throws IOException {
    ObjectNode wrong = (ObjectNode) resource("flink-deployment.yaml");
    ObjectNode job = (ObjectNode) wrong.at("/spec/job");
    ObjectNode schema = schema("flinkdeployments");
    int before = errors(schema, wrong).size();
    job.put("upgradeMod", "savepoint");
    assertThat(errors(schema, wrong)).hasSize(before + 1);
    job.remove("upgradeMod");
    job.put("upgradeMode", "safepoint");
    assertThat(errors(schema, wrong)).hasSize(before + 1);
  }

  @Test
  void theDeploymentRunsThisJobOnThisFlink() throws Exception {
    JsonNode spec = resource("flink-deployment.yaml").path("spec");
    assertThat(spec.at("/job/entryClass").asText()).isEqualTo(DenoiseJob.class.getName());
    assertThat(spec.path("flinkVersion").asText()).isEqualTo(FLINK_VERSION);
    String dockerfile = Files.readString(RESOURCES.resolve("Dockerfile"));
    assertThat(dockerfile)
        .contains("FROM flink:" + EnvironmentInformation.getVersion())
        .contains(
            "COPY lib/gaussflow-jobs.jar "
                + spec.at("/job/jarURI").asText().substring("local://".length()));
    assertThat(dockerfile).contains("-t " + spec.path("image").asText() + " .");

    Configuration configuration = new Configuration();
    spec.path("flinkConfiguration")
        .properties()
        .forEach(
            option -> {
              if (!option.getKey().startsWith("kubernetes.operator.")) {
                configuration.setString(option.getKey(), option.getValue().asText());
              }
            });
    FlinkOptions.check(configuration);
    int slots = spec.at("/flinkConfiguration/taskmanager.numberOfTaskSlots").asInt();
    assertThat(spec.at("/job/parallelism").asInt() % slots).isZero();
  }

  @Test
  void theSnapshotIsOfThatDeployment() throws IOException {
    assertThat(resource("state-snapshot.yaml").at("/spec/jobReference/name"))
        .isEqualTo(resource("flink-deployment.yaml").at("/metadata/name"));
  }
}
