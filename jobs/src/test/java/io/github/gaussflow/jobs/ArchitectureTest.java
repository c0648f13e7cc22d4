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
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, and which of Flink's classes may be used. */
class ArchitectureTest {

  private static final String ROOT = "io.github.gaussflow";
  private static final String VECTOR_API = "jdk.incubator.vector..";

  /**
   * Not public in Flink, and used all the same. {@code DataStreamUtils} is experimental, but it
   * alone tells Flink that a stream is partitioned by a key already, so that frames are not
   * shuffled a second time. {@code StreamRecord} is internal, but in the signature of a method that
   * every implementation of the public {@code OneInputStreamOperator} must have; so is {@code
   * WatermarkStatus} in those of the public {@code Input} and {@code Output}. {@code
   * UnknownSerializer} is the default of a member of the public {@code DataTypeHint}.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          DataStreamUtils.class.getName(),
          StreamRecord.class.getName(),
          WatermarkStatus.class.getName(),
          "org.apache.flink.table.annotation.UnknownSerializer");

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
        .resideInAnyPackage(ROOT + ".filter..", "java..", VECTOR_API)
        .check(main);
  }

  /** So that a Java without the module loads no class that needs it. */
  @Test
  void oneClassUsesTheVectorApi() {
    String user = ROOT + ".filter.convolution.VectorConvolution";
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(user)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VECTOR_API)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName(user)
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
