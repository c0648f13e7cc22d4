/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shape of the shipped dashboard; {@link MetricsITCase} holds it against running jobs. */
class DashboardTest {

  private static final int COLUMNS = 24;
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String GROUP = OPERATOR + "group_";

  private Dashboard dashboard;

  @BeforeEach
  void read() throws IOException {
    dashboard = Dashboard.read(ReadmeJobFile.ROOT.resolve("conf/grafana/gaussflow.json"));
  }

  @Test
  void showsWhatIsLearnedWhatBecomesOfSamplesAndHowFlinkFares() {
    assertThat(dashboard.metrics())
        .contains(
            GROUP + "mean",
            GROUP + "standardDeviation",
            GROUP + "cost",
            GROUP + "gradientNorm",
            GROUP + "windowsLearned",
            GROUP + "windowsSkipped",
            OPERATOR + "numLateRecordsDropped",
            OPERATOR + "invalidSamples",
            OPERATOR + "duplicateSamples",
            OPERATOR + "gaps",
            OPERATOR + "numRecordsIn",
            OPERATOR + "numRecordsOut",
            OPERATOR + "currentOutputWatermark",
            "flink_taskmanager_job_task_backPressuredTimeMsPerSecond");
  }

  @Test
  void everyPanelAsksTheChosenSourceForTheChosenJobAndGroups() {
    assertThat(dashboard.panels()).hasSizeGreaterThan(15);
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).endsWith(".");
      assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      assertThat(panel.get("targets")).as(title).isNotEmpty();
      Set<String> references = new HashSet<>();
      for (JsonNode target : panel.get("targets")) {
        assertThat(references.add(target.get("refId").asText())).as(title).isTrue();
        assertThat(target.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
      }
    }
    for (String expression : dashboard.expressions()) {
      assertThat(expression).contains("{job_name=~\"$job\"");
      if (expression.contains(GROUP) && !expression.startsWith("count(")) {
        assertThat(expression).contains("group=~\"$group\"");
      }
      long opened = expression.chars().filter(c -> c == '(').count();
      assertThat(expression.chars().filter(c -> c == ')').count()).isEqualTo(opened);
    }
  }

  @Test
  void variablesAreAskedForInTheirOrder() {
    List<String> names = dashboard.root().at("/templating/list").findValuesAsText("name");
    assertThat(names).containsExactly("datasource", "job", "group");
    assertThat(dashboard.queries())
        .containsExactly(
            "label_values(%swindowsLearned, job_name)".formatted(OPERATOR),
            "label_values(%smean{job_name=~\"$job\"}, group)".formatted(GROUP));
  }

  @Test
  void noPanelIsOnAnother() {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : dashboard.root().get("panels")) {
      String title = panel.get("title").asText();
      assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
      JsonNode place = panel.get("gridPos");
      int left = place.get("x").asInt();
      int width = place.get("w").asInt();
      assertThat(left + width).as(title).isLessThanOrEqualTo(COLUMNS);
      for (int x = left; x < left + width; x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, place.get("y").asInt() + y))).as(title).isTrue();
        }
      }
    }
  }
}
