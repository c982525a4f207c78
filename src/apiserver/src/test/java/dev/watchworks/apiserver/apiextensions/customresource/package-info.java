@NullMarked
package dev.watchworks.apiserver.apiextensions.customresource;

import org.jspecify.annotations.NullMarked;
