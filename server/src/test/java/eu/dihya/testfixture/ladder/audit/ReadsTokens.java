package eu.dihya.testfixture.ladder.audit;

import com.nimbusds.jwt.JWT;

record ReadsTokens(JWT token) {}
