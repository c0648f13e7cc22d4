/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the YAML of a job file into settings with dotted keys that know their lines. */
final class JobFileReader {

  private static final String DIRECTORY = "${job.directory}";

  private final Path path;
  private final Problems problems;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private JobFileReader(Path path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Reads a file; empty, with a problem added, if there is nothing in it to work with. */
  static Optional<JobFile> read(Path path, Problems problems) {
    return text(path, problems)
        .flatMap(text -> document(text, problems))
        .flatMap(root -> new JobFileReader(path, problems).file(root));
  }

  private static Optional<String> text(Path path, Problems problems) {
    try {
      if (Files.isDirectory(path)) {
        problems.add(0, "is a folder, not a job file; name a file in it");
        return Optional.empty();
      }
      return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      problems.add(
          0,
          "there is no such job file; check the path (it is read from %s)"
              .formatted(Path.of("").toAbsolutePath()));
    } catch (CharacterCodingException e) {
      problems.add(0, "is not UTF-8 text; save the job file as UTF-8");
    } catch (IOException e) {
      problems.add(0, "cannot be read: " + e);
    }
    return Optional.empty();
  }

  private static Optional<Node> document(String text, Problems problems) {
    try {
      LoadSettings load = LoadSettings.builder().setUseMarks(true).build();
      Optional<Node> root = new Compose(load).composeString(text);
      if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
        problems.add(0, "is empty; a job file needs at least tables, samples, filter and output");
        return Optional.empty();
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      problems.add(
          mark.map(m -> m.getLine() + 1).orElse(0),
          "is not YAML%s: %s%s"
              .formatted(
                  mark.map(m -> " at column " + (m.getColumn() + 1)).orElse(""),
                  e.getContext() == null ? "" : e.getContext() + ", ",
                  e.getProblem()));
    } catch (ReaderException e) {
      problems.add(
          lineOf(text, e.getPosition()),
          "is not YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      problems.add(0, "is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<JobFile> file(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      problems.add(line(root), "must consist of sections such as 'samples:' and 'filter:'");
      return Optional.empty();
    }
    section("", mapping);
    JobFile file = new JobFile(path, settings);
    problems.hide(file.secrets());
    return Optional.of(file);
  }

  private void section(String prefix, MappingNode mapping) {
    if (!seen.add(mapping)) {
      problems.add(
          line(mapping), "section '%s' is an alias of another; write it out".formatted(prefix));
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode name)) {
        problems.add(line(entry.getKeyNode()), "a key must be a word, not a list or a section");
        continue;
      }
      setting(prefix + name.getValue(), line(name), entry.getValueNode());
    }
  }

  private void setting(String key, int line, Node value) {
    if (value instanceof MappingNode mapping) {
      section(key + ".", mapping);
    } else if (value.getTag().equals(Tag.NULL)) {
      problems.add(line, "key '%s' has no value; give it one or delete the line".formatted(key));
    } else if (value instanceof SequenceNode sequence) {
      List<Setting.Item> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        if (item instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
          items.add(item(key, scalar));
        } else {
          problems.add(line(item), "each entry of '%s' must be a text or a number".formatted(key));
        }
      }
      put(new Setting(key, line, true, items));
    } else {
      put(new Setting(key, line, false, List.of(item(key, (ScalarNode) value))));
    }
  }

  private void put(Setting setting) {
    Setting before = settings.putIfAbsent(setting.key(), setting);
    if (before != null) {
      problems.add(
          setting.line(),
          "key '%s' is given twice, first in line %d; delete one"
              .formatted(setting.key(), before.line()));
    }
  }

  private Setting.Item item(String key, ScalarNode scalar) {
    String directory = JobFile.directoryOf(path).toString();
    if (key.equals(JobOptions.TABLES.key())) {
      directory = directory.replace("'", "''");
    }
    String text = scalar.getValue().replace(DIRECTORY, directory);
    boolean block =
        scalar.getScalarStyle() == ScalarStyle.LITERAL
            || scalar.getScalarStyle() == ScalarStyle.FOLDED;
    // The text of a block begins in the line after its | or >.
    return new Setting.Item(text, line(scalar) + (block ? 1 : 0));
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static int lineOf(String text, int position) {
    return 1 + (int) text.codePoints().limit(position).filter(c -> c == '\n').count();
  }
}
