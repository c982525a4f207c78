/** The proxy: forwards exchanges between clients and the cluster, with HTTP/1.1 or HTTP/2 on either side. */
@NullMarked
package dev.watchworks.gateway.proxy;

import org.jspecify.annotations.NullMarked;
