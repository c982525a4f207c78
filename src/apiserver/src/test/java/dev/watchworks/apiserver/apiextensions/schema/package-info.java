@NullMarked
package dev.watchworks.apiserver.apiextensions.schema;

import org.jspecify.annotations.NullMarked;
