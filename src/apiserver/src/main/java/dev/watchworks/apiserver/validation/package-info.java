/** Checks names, labels, selectors and single values (Kubernetes' util/validation), with the real server's messages. */
@NullMarked
package dev.watchworks.apiserver.validation;

import org.jspecify.annotations.NullMarked;
