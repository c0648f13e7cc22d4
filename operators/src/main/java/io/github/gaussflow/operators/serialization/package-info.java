/**
 * How what travels between operators and what is kept in state becomes bytes: one serializer a
 * type, whose snapshot in a checkpoint says which version of the format the bytes are of.
 */
package io.github.gaussflow.operators.serialization;
