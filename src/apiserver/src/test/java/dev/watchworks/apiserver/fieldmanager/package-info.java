@NullMarked
package dev.watchworks.apiserver.fieldmanager;

import org.jspecify.annotations.NullMarked;
