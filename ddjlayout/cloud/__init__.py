"""From a Job to the platform and back: the wire, the protocol, the clients."""
