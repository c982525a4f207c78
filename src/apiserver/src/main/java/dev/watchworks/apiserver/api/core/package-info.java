/** The kinds of the core group, except pods and services, which have packages of their own. */
@NullMarked
package dev.watchworks.apiserver.api.core;

import org.jspecify.annotations.NullMarked;
