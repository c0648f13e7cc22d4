/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/**
 * The fields that results offer to an output table, and how they are filled.
 *
 * @param <T> the results
 */
final class RowFormat<T> {

  private final List<Field> fields;
  private final MapFunction<T, Row> mapping;

  private RowFormat(List<Field> fields, MapFunction<T, Row> mapping) {
    this.fields = fields;
    this.mapping = mapping;
  }

  static Builder builder() {
    return new Builder();
  }

  /** The names of the fields. */
  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** Fills a row in the order of the fields. */
  MapFunction<T, Row> mapping() {
    return mapping;
  }

  TypeInformation<Row> rowType() {
    return Types.ROW_NAMED(
        names().toArray(String[]::new),
        fields.stream().map(Field::type).toArray(TypeInformation[]::new));
  }

  Schema schema() {
    Schema.Builder schema = Schema.newBuilder();
    fields.forEach(field -> schema.column(field.name(), field.sqlType()));
    return schema.build();
  }

  /** A table with the fields and no rows that matter, to try expressions on. */
  Table empty(TableEnvironment tables) {
    DataType row =
        DataTypes.ROW(
            fields.stream()
                .map(field -> DataTypes.FIELD(field.name(), field.sqlType()))
                .toArray(DataTypes.Field[]::new));
    return tables.fromValues(row, Row.of(new Object[fields.size()]));
  }

  private record Field(String name, TypeInformation<?> type, DataType sqlType) {}

  /** Names the fields in order. */
  static final class Builder {

    private final List<Field> fields = new ArrayList<>();

    private Builder() {}

    Builder text(String name) {
      return add(name, Types.STRING, DataTypes.STRING());
    }

    Builder time(String name) {
      return add(name, Types.INSTANT, DataTypes.TIMESTAMP_LTZ(9));
    }

    Builder whole(String name) {
      return add(name, Types.LONG, DataTypes.BIGINT());
    }

    Builder number(String name) {
      return add(name, Types.DOUBLE, DataTypes.DOUBLE());
    }

    Builder numbers(String name) {
      return add(name, Types.OBJECT_ARRAY(Types.DOUBLE), DataTypes.ARRAY(DataTypes.DOUBLE()));
    }

    Builder flags(String name) {
      return add(name, Types.OBJECT_ARRAY(Types.BOOLEAN), DataTypes.ARRAY(DataTypes.BOOLEAN()));
    }

    Builder flag(String name) {
      return add(name, Types.BOOLEAN, DataTypes.BOOLEAN());
    }

    <T> RowFormat<T> filledBy(MapFunction<T, Row> mapping) {
      return new RowFormat<>(List.copyOf(fields), mapping);
    }

    private Builder add(String name, TypeInformation<?> type, DataType sqlType) {
      fields.add(new Field(name, type, sqlType));
      return this;
    }
  }
}
