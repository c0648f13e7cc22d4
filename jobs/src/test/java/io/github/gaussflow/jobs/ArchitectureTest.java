/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.apache.flink.annotation.Experimental;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.Public;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, and which of Flink's classes may be used. */
class ArchitectureTest {

  private static final String ROOT = "io.github.gaussflow";

  /**
   * Not public in Flink, and used all the same. {@code DataStreamUtils} is experimental, but it
   * alone tells Flink that a stream is partitioned by a key already, so that frames are not
   * shuffled a second time. {@code StreamRecord} is internal, but in the signature of a method that
   * every implementation of the public {@code OneInputStreamOperator} must have. {@code
   * UnknownSerializer} is the default of a member of the public {@code DataTypeHint}. {@code
   * Transformation} and the two methods that lead to it are the only way to give what the planner
   * makes of a table an identifier which a savepoint finds again.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          DataStreamUtils.class.getName(),
          StreamRecord.class.getName(),
          "org.apache.flink.table.annotation.UnknownSerializer",
          Transformation.class.getName(),
          DataStream.class.getName() + ".getTransformation",
          StreamExecutionEnvironment.class.getName() + ".getTransformations");

  private static JavaClasses main;

  @BeforeAll
  static void read() {
    main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
  }

  @Test
  void theMathematicsUsesJavaOnly() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".filter..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".filter..", "java..")
        .check(main);
  }

  @Test
  void operatorsDoNotKnowJobs() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".operators..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".jobs..")
        .check(main);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".filter.(*)..").should().beFreeOfCycles().check(main);
    slices().matching(ROOT + ".operators.(*)..").should().beFreeOfCycles().check(main);
    slices().matching(ROOT + ".jobs.(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  void onlyFlinksPublicClassesAreUsed() {
    noClasses().should().dependOnClassesThat(areNotPublicInFlink()).check(main);
    noClasses().should().callMethodWhere(theTargetIsNotPublicInFlink()).check(main);
  }

  private static DescribedPredicate<JavaClass> areNotPublicInFlink() {
    return DescribedPredicate.describe(
        "belong to Flink and are neither @Public nor @PublicEvolving",
        type ->
            type.getPackageName().startsWith("org.apache.flink")
                && !ALLOWED.contains(type.getName())
                && !isPublic(whole(type.getBaseComponentType())));
  }

  /** Types that are only caught are known by name until they are read. */
  private static JavaClass whole(JavaClass type) {
    return type.isFullyImported() ? type : new ClassFileImporter().importClass(type.reflect());
  }

  /** A method may be less public than its class. */
  private static DescribedPredicate<JavaMethodCall> theTargetIsNotPublicInFlink() {
    return DescribedPredicate.describe(
        "the method is @Internal or @Experimental in Flink",
        call ->
            !ALLOWED.contains(call.getTargetOwner().getName())
                && !ALLOWED.contains(call.getTargetOwner().getName() + "." + call.getName())
                && call.getTarget()
                    .resolveMember()
                    .map(
                        method ->
                            method.isAnnotatedWith(Internal.class)
                                || method.isAnnotatedWith(Experimental.class))
                    .orElse(false));
  }

  /** A nested class is as public as the class around it. */
  private static boolean isPublic(JavaClass type) {
    return type.isAnnotatedWith(Public.class)
        || type.isAnnotatedWith(PublicEvolving.class)
        || type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(false);
  }
}
