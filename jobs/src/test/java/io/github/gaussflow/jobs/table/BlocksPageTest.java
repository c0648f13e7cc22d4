/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import io.github.gaussflow.jobs.configuration.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** The guide's page on blocks says what the job file and the reader do. */
class BlocksPageTest {

  private static String read(String file) throws IOException {
    return Files.readString(ReadmeJobFile.ROOT.resolve(Path.of(file)));
  }

  private static String fragment(String page, String language) {
    String opening = "```" + language + "\n";
    int from = page.indexOf(opening) + opening.length();
    return page.substring(from, page.indexOf("```", from));
  }

  private static String row(String what, ArrayData values, ArrayData references, Long period) {
    StringBuilder reasons = new StringBuilder();
    new BlockReader(new TimeReading(TimeUnit.NS), null)
        .read(
            Row.of("s", "", 0L, values, references, null, period),
            block -> {},
            sample -> reasons.append(sample.reason()));
    return "| %s | `%s` |".formatted(what, reasons);
  }

  private static ArrayData array(Double... numbers) {
    return new GenericArrayData(numbers);
  }

  @Test
  void showsPartsOfTheShippedJobFile() throws IOException {
    String page = read("src/site/markdown/blocks.md");
    String job = read("conf/blocks.yaml");
    String samples = job.substring(job.indexOf("\nsamples:") + 1, job.indexOf("\nfilter:"));
    assertThat(page).contains(samples.strip().indent(4));
    assertThat(job).contains(fragment(page, "sql").indent(4).stripTrailing());
  }

  @Test
  void saysWhatIsWrongWithRows() throws IOException {
    ArrayData three = array(1.0, 2.0, 3.0);
    ArrayData one = array(1.0);
    String table =
        String.join(
            "\n",
            row("an element that is NULL", array(1.0, null), null, 1L),
            row("an element that is NaN or infinite", array(1.0, Double.NaN), null, 1L),
            row("no array", null, null, 1L),
            row("an empty array, which counts as one sample", array(), null, 1L),
            row("a reference of another length, such as 3 for 1 value", one, three, 1L),
            row("no period", one, null, null),
            row("a period that is not positive", one, null, -5L));
    assertThat(read("src/site/markdown/blocks.md")).contains(table);
  }
}
