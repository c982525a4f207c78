/** YAML bodies, read as Kubernetes' YAML library reads them: into trees of JSON. */
@NullMarked
package dev.watchworks.apiserver.codec.yaml;

import org.jspecify.annotations.NullMarked;
