package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy as a table. A row consists of a description, the differences from the base case ({@link PermitBuilder},
 * {@link RequestBuilder}) in the notation of {@link Scenario}, and the expected decision. A grant equals that of the
 * base case except for the values in the row.
 */
class ExchangePolicyTableTest {

    private static final String REFUSALS = """
            # requester
            there are no permits                       | no permit                                             | unauthorized_client NO_PERMIT by nobody
            the permit is for another requester        | requesters=gateway                                    | unauthorized_client NO_PERMIT by nobody
            all permits are for other requesters       | requesters=gateway; permit q; requesters=batch        | unauthorized_client NO_PERMIT by nobody
            the requester is not listed                | requesters=gateway batch                              | unauthorized_client NO_PERMIT by nobody
            client ids are case-sensitive              | requesters=Backend                                    | unauthorized_client NO_PERMIT by nobody
            the permit is for the subject client       | requesters=frontend                                   | unauthorized_client NO_PERMIT by nobody
            a permit for others discloses nothing      | requesters=gateway; audience=unknown                  | unauthorized_client NO_PERMIT by nobody

            # subject token
            the subject token is another client's      | subject.azp=mobile                                    | invalid_request SUBJECT_CLIENT
            the subject token's client is not listed   | subject-clients=frontend backend; subject.azp=mobile  | invalid_request SUBJECT_CLIENT
            the requester's own token without a permit | subject.azp=backend                                   | invalid_request SUBJECT_CLIENT
            subject clients are case-sensitive         | subject.azp=Frontend                                  | invalid_request SUBJECT_CLIENT

            # requested token type
            an ID token is not permitted by default    | requested_token_type=id_token                         | invalid_request TOKEN_TYPE
            ... nor is a refresh token                 | requested_token_type=refresh_token                    | invalid_request TOKEN_TYPE
            a JWT is not permitted                     | requested-token-types=access_token; requested_token_type=jwt | invalid_request TOKEN_TYPE
            an access token is not permitted           | requested-token-types=jwt id_token refresh_token      | invalid_request TOKEN_TYPE
            a refresh token with an actor token        | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=optional; actor_token.azp=backend | invalid_request REFRESH_TOKEN_WITH_ACTOR
            ... even if an actor is required           | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=required; actor_token.azp=backend | invalid_request REFRESH_TOKEN_WITH_ACTOR
            ... even for impersonation                 | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=optional; acting=impersonation; actor_token.azp=backend | invalid_request REFRESH_TOKEN_WITH_ACTOR
            a refresh token for a delegated subject    | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.act=gateway | invalid_request REFRESH_TOKEN_FOR_DELEGATED_SUBJECT
            ... even within the permitted depth        | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.act=gateway; max-depth=9 | invalid_request REFRESH_TOKEN_FOR_DELEGATED_SUBJECT
            ... and an actor token                     | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.act=gateway; actor=optional; actor_token.azp=backend; max-depth=9 | invalid_request REFRESH_TOKEN_WITH_ACTOR

            # audience and resource
            no audience is requested                   | audience=                                             | invalid_request TARGET_MISSING
            an unknown audience                        | audience=unknown                                      | invalid_target AUDIENCE
            ... though none is required                | require-audience=false; audience=unknown              | invalid_target AUDIENCE
            one of two audiences is not permitted      | audience=orders unknown                               | invalid_target AUDIENCE
            ... the first one                          | audience=unknown orders                               | invalid_target AUDIENCE
            the requester itself as audience           | audience=backend                                      | invalid_target AUDIENCE
            audiences are case-sensitive               | audience=Orders                                       | invalid_target AUDIENCE
            a prefix of an audience                    | audience=order                                        | invalid_target AUDIENCE
            permits are not combined                   | audiences=orders; permit q; audiences=billing; audience=orders billing | invalid_target AUDIENCE
            an unknown resource                        | resource=https://api.example/                         | invalid_target RESOURCE
            ... instead of an audience                 | audience=; resource=https://api.example/              | invalid_target RESOURCE
            ... together with a known one              | resource=billing https://api.example/                 | invalid_target RESOURCE
            a resource with an additional slash        | audiences=orders https://api.example; resource=https://api.example/ | invalid_target RESOURCE
            audience and resource are both unknown     | audience=unknown; resource=https://api.example/       | invalid_target AUDIENCE

            # scope
            offline access is requested                | scope=offline_access                                  | invalid_scope OFFLINE_ACCESS
            ... though subject, permit and requester have it | scope=read offline_access; scopes=read offline_access; subject.scope=read offline_access; assigned=read offline_access | invalid_scope OFFLINE_ACCESS
            a scope that the subject does not have     | scope=admin                                           | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... together with one that it has          | scope=read admin                                      | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... though the permit has it               | scope=admin; scopes=read admin                        | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... though the permit has a role of that name | scope=admin; roles=admin                            | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a scope for a subject without scopes       | subject.scope=; scope=read                            | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            scopes are case-sensitive                  | scope=Read                                            | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a scope not assigned to the requester      | scope=write; assigned=read                            | invalid_scope SCOPE_NOT_ASSIGNED
            ... though the permit has it               | scope=write; assigned=read; scopes=write              | invalid_scope SCOPE_NOT_ASSIGNED
            a requester without assigned scopes        | scope=read; assigned=                                 | invalid_scope SCOPE_NOT_ASSIGNED
            a scope that the permit does not have      | scope=write; scopes=read                              | invalid_scope SCOPE_NOT_PERMITTED
            ... together with one that it has          | scope=read write; scopes=read                         | invalid_scope SCOPE_NOT_PERMITTED
            permits are not combined                   | scopes=read; permit q; scopes=write; scope=read write | invalid_scope SCOPE_NOT_PERMITTED

            # scopes with a path
            a narrower path by default                 | scope=files:/home; subject.scope=files:/; assigned=files:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... for a scope of another name            | path-scopes=other; scope=files:/home; subject.scope=files:/; assigned=files:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a wider path                               | path-scopes=files; scope=files:/; subject.scope=files:/home; assigned=files:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a path with the same beginning             | path-scopes=files; scope=files:/foobar; subject.scope=files:/foo; assigned=files:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            paths are case-sensitive                   | path-scopes=files; scope=files:/Foo; subject.scope=files:/foo; assigned=files:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            names are case-sensitive                   | path-scopes=files; scope=Files:/foo; subject.scope=files:/; assigned=files:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            the same path of another name              | path-scopes=files other; scope=other:/foo; subject.scope=files:/; assigned=other:/ | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a path that is not assigned                | path-scopes=files; scope=files:/home; subject.scope=files:/; assigned=files:/tmp | invalid_scope SCOPE_NOT_ASSIGNED
            a path that the permit does not have       | path-scopes=files; scopes=files:/tmp; scope=files:/home; subject.scope=files:/; assigned=files:/ | invalid_scope SCOPE_NOT_PERMITTED
            a path that leaves the given one           | path-scopes=files; scope=files:/home/../etc; subject.scope=files:/home; assigned=files:/ | invalid_scope PATH_SCOPE
            ... though subject, permit and requester have it | path-scopes=files; scopes=files:/a/..; scope=files:/a/..; subject.scope=files:/a/..; assigned=files:/a/.. | invalid_scope PATH_SCOPE
            no path                                    | path-scopes=files; scope=files; subject.scope=files files:/; assigned=files files:/ | invalid_scope PATH_SCOPE

            # actor token
            no actor token, though one is required     | actor=required                                        | invalid_request ACTOR_MISSING
            ... though may_act names the requester     | actor=required; subject.may_act=client_id:backend     | invalid_request ACTOR_MISSING
            an actor token by default                  | actor_token.azp=backend                               | invalid_request ACTOR_FORBIDDEN
            an actor token, though forbidden           | actor=forbidden; actor_token.azp=backend              | invalid_request ACTOR_FORBIDDEN
            ... though the permit has actor clients    | actor-clients=backend; actor_token.azp=backend        | invalid_request ACTOR_FORBIDDEN
            ... though may_act names the actor         | subject.may_act=client_id:backend; actor_token.azp=backend | invalid_request ACTOR_FORBIDDEN
            an actor token of another client           | actor=optional; actor_token.azp=desk; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            ... though an actor is required            | actor=required; actor_token.azp=desk; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            an actor token of a client that is not listed | actor=optional; actor-clients=desk kiosk; actor_token.azp=batch; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            the requester is not among the actor clients | actor=optional; actor-clients=desk; actor_token.azp=backend | invalid_request ACTOR_CLIENT
            actor clients are case-sensitive           | actor=optional; actor-clients=desk; actor_token.azp=Desk; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            an actor token that is not for the requester | actor=optional; actor-clients=desk; actor_token.azp=desk | invalid_request ACTOR_NOT_FOR_REQUESTER
            ... but for other audiences                | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.aud=orders frontend | invalid_request ACTOR_NOT_FOR_REQUESTER
            ... because audiences are case-sensitive   | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.aud=Backend | invalid_request ACTOR_NOT_FOR_REQUESTER
            an actor token that is itself delegated    | actor=optional; max-depth=9; actor_token.act=true     | invalid_request ACTOR_DELEGATED
            ... for impersonation                      | actor=optional; acting=impersonation; actor_token.act=true | invalid_request ACTOR_DELEGATED
            ... with the requester as audience         | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.aud=backend; actor_token.act=true | invalid_request ACTOR_DELEGATED
            the subject as its own actor               | actor=optional; actor_token.sub=alice                 | invalid_request ACTOR_IS_SUBJECT
            ... though an actor is required            | actor=required; actor_token.sub=alice                 | invalid_request ACTOR_IS_SUBJECT
            ... for impersonation                      | actor=optional; acting=impersonation; actor_token.sub=alice | invalid_request ACTOR_IS_SUBJECT
            ... though may_act names the actor         | actor=optional; actor_token.sub=alice; subject.may_act=sub:alice | invalid_request ACTOR_IS_SUBJECT
            a service account as its own actor         | actor=optional; subject-clients=backend; subject.azp=backend; subject.sub=sa-backend; actor_token.azp=backend | invalid_request ACTOR_IS_SUBJECT

            # may_act
            no may_act, with an actor                  | require-may-act=true; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISSING
            no may_act, without an actor               | require-may-act=true                                  | invalid_request MAY_ACT_MISSING
            ... though the subject is delegated        | require-may-act=true; subject.act=backend             | invalid_request MAY_ACT_MISSING
            a required may_act without members         | require-may-act=true; subject.may_act={}              | invalid_request MAY_ACT_MISMATCH
            a may_act without members, though not required | subject.may_act={}                                    | invalid_request MAY_ACT_MISMATCH
            ... with an actor                          | subject.may_act={}; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            may_act names another client               | subject.may_act=client_id:gateway                     | invalid_request MAY_ACT_MISMATCH
            ... and is required                        | subject.may_act=client_id:gateway; require-may-act=true | invalid_request MAY_ACT_MISMATCH
            ... with an actor                          | subject.may_act=client_id:gateway; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            ... with an impersonating actor            | subject.may_act=client_id:gateway; actor=optional; acting=impersonation; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            may_act names another sub                  | subject.may_act=sub:sa-gateway                        | invalid_request MAY_ACT_MISMATCH
            ... with an actor                          | subject.may_act=sub:sa-gateway; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            client_id matches, sub does not            | subject.may_act=client_id:backend sub:sa-gateway      | invalid_request MAY_ACT_MISMATCH
            ... with an actor                          | subject.may_act=client_id:backend sub:sa-gateway; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            sub matches, client_id does not            | subject.may_act=client_id:gateway sub:sa-backend      | invalid_request MAY_ACT_MISMATCH
            may_act has sub, the requester does not    | subject.may_act=sub:sa-backend; requester.sub=        | invalid_request MAY_ACT_MISMATCH
            ... though client_id matches               | subject.may_act=client_id:backend sub:sa-backend; requester.sub= | invalid_request MAY_ACT_MISMATCH
            may_act names the requester, not the actor | subject.may_act=client_id:backend; actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.sub=bob; actor_token.aud=backend | invalid_request MAY_ACT_MISMATCH
            ... by its sub                             | subject.may_act=sub:sa-backend; actor=optional; actor_token.sub=bob | invalid_request MAY_ACT_MISMATCH

            several parties, none of which acts        | subject.may_act=client_id:gateway + client_id:batch   | invalid_request MAY_ACT_MISMATCH
            ... client_id of one, sub of the other     | subject.may_act=client_id:backend sub:sa-gateway + client_id:gateway sub:sa-backend | invalid_request MAY_ACT_MISMATCH
            ... none with a member                     | subject.may_act={} + {}                               | invalid_request MAY_ACT_MISMATCH

            # chain
            an actor that is not a chain client        | actor=optional; chain-clients=gateway; actor_token.azp=backend | invalid_request CHAIN_CLIENT
            ... though it is an actor client           | actor=optional; actor-clients=backend; chain-clients=gateway; actor_token.azp=backend | invalid_request CHAIN_CLIENT
            an earlier actor that is not a chain client | actor=optional; max-depth=9; chain-clients=backend; subject.act=gateway; actor_token.azp=backend | invalid_request CHAIN_CLIENT
            ... the first of two                       | max-depth=9; chain-clients=gateway; subject.act=gateway<batch | invalid_request CHAIN_CLIENT
            ... without an actor token                 | chain-clients=backend; subject.act=gateway            | invalid_request CHAIN_CLIENT
            chain clients are case-sensitive           | chain-clients=Gateway; subject.act=gateway            | invalid_request CHAIN_CLIENT
            a chain client too many                    | chain-clients=gateway batch; subject.act=gateway<batch | invalid_request DEPTH
            impersonation would hide a chain           | actor=optional; acting=impersonation; subject.act=gateway; actor_token.azp=backend | invalid_request IMPERSONATION_OF_DELEGATED_SUBJECT
            ... of any permitted depth                 | actor=required; acting=impersonation; subject.act=gateway<batch; max-depth=9; actor_token.azp=backend | invalid_request IMPERSONATION_OF_DELEGATED_SUBJECT
            ... with the same actor                    | actor=optional; acting=impersonation; subject.act=backend; actor_token.azp=backend | invalid_request IMPERSONATION_OF_DELEGATED_SUBJECT
            a second actor by default                  | actor=optional; subject.act=gateway; actor_token.azp=backend | invalid_request DEPTH
            a third actor where two are permitted      | actor=optional; subject.act=gateway<batch; actor_token.azp=backend; max-depth=2 | invalid_request DEPTH
            the actor is already in the chain          | actor=optional; max-depth=9; subject.act=backend; actor_token.azp=backend | invalid_request CYCLE
            ... and not the last one                   | actor=optional; max-depth=9; subject.act=gateway<backend; actor_token.azp=backend | invalid_request CYCLE
            ... through a token of another client      | actor=optional; max-depth=9; actor-clients=desk; subject.act=gateway<backend; actor_token.azp=desk; actor_token.aud=backend | invalid_request CYCLE
            ... and the chain is too long              | actor=optional; subject.act=backend; actor_token.azp=backend | invalid_request CYCLE
            the subject's chain is too long            | subject.act=gateway<batch                             | invalid_request DEPTH
            ... by one                                 | subject.act=gateway<batch<desk; max-depth=2           | invalid_request DEPTH
            ... with a permit for impersonation        | acting=impersonation; subject.act=gateway<batch       | invalid_request DEPTH

            # lifetime
            the subject token expires now              | subject.exp=+0                                        | invalid_request LIFETIME
            the subject token expired a second ago     | subject.exp=-1                                        | invalid_request LIFETIME
            ... long ago                               | subject.exp=0                                         | invalid_request LIFETIME
            ... so long ago that the difference overflows | subject.exp=min; now=max                              | invalid_request LIFETIME
            ... at the smallest possible time          | subject.exp=min                                       | invalid_request LIFETIME
            ... at the largest possible time           | subject.exp=max; now=max                              | invalid_request LIFETIME
            a long maximum lifetime does not help      | subject.exp=-1; max-lifetime=max                      | invalid_request LIFETIME

            # which refusal is reported: that of the permit that passed the most checks
            two failed at the same check               | permit q; audience=unknown                            | invalid_target AUDIENCE
            the second passed more checks              | subject-clients=mobile; permit q; audience=unknown    | invalid_target AUDIENCE by q
            the first passed more checks               | permit q; subject-clients=mobile; audience=unknown    | invalid_target AUDIENCE
            the middle one passed the most checks      | audiences=x; permit q; scopes=write; permit r; subject-clients=x; scope=read | invalid_scope SCOPE_NOT_PERMITTED by q
            two passed the most checks                 | subject-clients=x; permit q; actor=required; permit r; actor=required | invalid_request ACTOR_MISSING by q
            a permit for others is ignored             | requesters=gateway; permit q; audiences=x             | invalid_target AUDIENCE by q
            ... even if it would pass more checks      | requesters=gateway; actor=required; permit q; subject-clients=mobile | invalid_request SUBJECT_CLIENT by q
            subject client before token type           | subject.azp=mobile; requested_token_type=id_token     | invalid_request SUBJECT_CLIENT
            token type before audience                 | requested_token_type=id_token; audience=unknown       | invalid_request TOKEN_TYPE
            audience before scope                      | audience=unknown; scope=admin                         | invalid_target AUDIENCE
            scope before actor                         | scope=admin; actor=required                           | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            actor before may_act                       | actor_token.azp=backend; subject.may_act={}           | invalid_request ACTOR_FORBIDDEN
            may_act before chain                       | subject.may_act={}; subject.act=gateway<batch         | invalid_request MAY_ACT_MISMATCH
            chain before lifetime                      | subject.act=gateway<batch; subject.exp=-1             | invalid_request DEPTH
            """;

    private static final String GRANTS = """
            # requester
            the base case                              | base                                                  | as the base case
            the permit lists the requester             | requesters=backend                                    | as the base case
            ... and others                             | requesters=gateway backend                            | as the base case
            a permit for others is skipped             | requesters=gateway; permit q                          | permit=q
            a requester without a service account      | requester.sub=                                        | as the base case

            # which permit is used: the first that covers the request
            both cover the request                     | permit q                                              | as the base case
            ... the second with a longer lifetime      | permit q; max-lifetime=600                            | as the base case
            the first accepts other subject tokens     | subject-clients=mobile; permit q                      | permit=q
            the first is for another audience          | audiences=billing; permit q                           | permit=q
            the first has another scope                | scopes=write; permit q; scope=read                    | permit=q; scope=read
            the first requires an actor                | actor=required; permit q                              | permit=q
            the first forbids an actor                 | permit q; actor=optional; actor_token.azp=backend     | permit=q; act=backend; acting=delegation
            the first permits too short a chain        | permit q; max-depth=2; subject.act=gateway<batch      | permit=q; act=gateway<batch
            the first requires may_act                 | require-may-act=true; permit q                        | permit=q
            the last of three                          | audiences=x; permit q; scopes=x; permit r; scope=read | permit=r; scope=read
            the first covers it without common scopes  | scopes=x; permit q                                    | scope=

            # roles
            the permit narrows the subject's roles     | roles=boss clerk                                      | roles=boss
            a client role includes the client id       | roles=reader orders.reader                            | roles=orders.reader
            a permit does not add roles                | subject.roles=; roles=boss                            | roles=
            without roles in the permit, the subject's | subject.roles=clerk                                   | roles=clerk

            # chain and may_act
            each link is a chain client                | actor=optional; max-depth=2; chain-clients=gateway backend; subject.act=gateway; actor_token.azp=backend | act=backend<gateway; acting=delegation
            no chain                                   | chain-clients=gateway                                 | as the base case
            an impersonating actor is not in the chain | actor=optional; acting=impersonation; chain-clients=gateway; actor_token.azp=backend | acting=impersonation
            one of several parties                     | subject.may_act=client_id:gateway + client_id:backend | as the base case
            ... with an actor                          | subject.may_act={} + client_id:backend sub:sa-backend; actor=optional; actor_token.azp=backend | act=backend; acting=delegation

            # scopes with a path
            the same path                              | path-scopes=files; scope=files:/a; subject.scope=files:/a; assigned=files:/a | scope=files:/a
            a path below                               | path-scopes=files; scope=files:/a/b; subject.scope=files:/a; assigned=files:/ | scope=files:/a/b
            ... within the permit's                    | path-scopes=files; scopes=files:/a; scope=files:/a/b/c; subject.scope=files:/; assigned=files:/ | scope=files:/a/b/c
            two paths below one                        | path-scopes=files; scope=files:/a files:/b; subject.scope=files:/; assigned=files:/ | scope=files:/a files:/b
            other scopes are compared literally        | path-scopes=files; scope=read files:/a; subject.scope=read files:/; assigned=read files:/ | scope=read files:/a
            no path requested: the subject's           | path-scopes=files; subject.scope=files:/a/b; assigned=files:/ | scope=files:/a/b
            ... limited to the permit's                | path-scopes=files; scopes=files:/a; subject.scope=files:/; assigned=files:/ | scope=files:/a
            ... limited to the assigned                | path-scopes=files; subject.scope=files:/; assigned=files:/a | scope=files:/a
            ... without anything in common             | path-scopes=files; subject.scope=files:/a; assigned=files:/b | scope=
            ... without paths in another form          | path-scopes=files; subject.scope=files files:/a/ files:/b; assigned=files files:/ files:/a/ | scope=files:/b

            # ID token
            an ID token with an access token           | requested-token-types=access_token id_token           | id_token=true

            # subject token
            a subject token of one of several clients  | subject-clients=mobile frontend                       | as the base case
            the requester's own token                  | subject-clients=backend; subject.azp=backend          | as the base case
            the subject token of a service account     | subject-clients=batch; subject.azp=batch; subject.sub=sa-batch | as the base case

            # requested token type
            a JWT by default                           | requested_token_type=jwt                              | as the base case
            an ID token                                | requested-token-types=id_token; requested_token_type=id_token | id_token=true
            a refresh token                            | requested-token-types=refresh_token; requested_token_type=refresh_token | as the base case
            ... if an actor is optional                | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=optional | as the base case
            ... if may_act names the requester         | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.may_act=client_id:backend | as the base case
            ... never with offline access              | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.scope=read offline_access; assigned=read offline_access | scope=read
            a JWT with an actor                        | requested_token_type=jwt; actor=optional; actor_token.azp=backend | act=backend; acting=delegation
            an ID token with an actor                  | requested-token-types=id_token; requested_token_type=id_token; actor=optional; actor_token.azp=backend | act=backend; acting=delegation; id_token=true
            an ID token for a delegated subject        | requested-token-types=id_token; requested_token_type=id_token; subject.act=gateway | act=gateway; id_token=true
            an access token, if refresh is permitted   | requested-token-types=access_token refresh_token      | as the base case

            # audience and resource
            another audience                           | audience=billing                                      | aud=billing
            both audiences                             | audience=orders billing                               | aud=orders billing
            ... in the order of the request            | audience=billing orders                               | aud=billing orders
            a repeated audience                        | audience=orders orders                                | aud=orders
            ... with another in between                | audience=billing orders billing                       | aud=billing orders
            a resource instead of an audience          | audience=; resource=billing                           | aud=billing
            a resource and an audience                 | resource=billing                                      | aud=orders billing
            ... with the same value                    | resource=orders                                       | aud=orders
            resources follow audiences                 | audience=billing; resource=orders                     | aud=billing orders
            a repeated resource                        | audience=; resource=orders orders                     | aud=orders
            a resource that is an absolute URI         | audiences=https://api.example/v1; audience=; resource=https://api.example/v1 | aud=https://api.example/v1
            no audience, if none is required           | require-audience=false; audience=                     | aud=orders billing
            ... and one is permitted                   | require-audience=false; audience=; audiences=billing  | aud=billing
            one audience, if none is required          | require-audience=false                                | as the base case
            one resource, if none is required          | require-audience=false; audience=; resource=billing   | aud=billing
            the requester itself, if permitted         | audiences=backend; audience=backend                   | aud=backend

            # scope
            no scope: all that the subject has         | base                                                  | scope=read write
            ... and the permit have                    | scopes=write                                          | scope=write
            ... and the requester have                 | assigned=read                                         | scope=read
            ... and both have                          | subject.scope=a b c d; scopes=b c d; assigned=a c d   | scope=c d
            ... in the order of the subject            | subject.scope=write read; scopes=read write           | scope=write read
            ... which may be none                      | assigned=admin                                        | scope=
            ... because the subject has none           | subject.scope=                                        | scope=
            ... because the permit has others          | scopes=admin                                          | scope=
            ... except offline access                  | subject.scope=read offline_access; assigned=read offline_access | scope=read
            ... even if the permit has it              | subject.scope=read offline_access; assigned=read offline_access; scopes=read offline_access | scope=read
            ... even if there are no others            | subject.scope=offline_access; assigned=offline_access | scope=
            one scope                                  | scope=read                                            | scope=read
            all scopes, in the order of the request    | scope=write read                                      | scope=write read
            one scope of the permit's                  | scopes=read write; scope=write                        | scope=write
            one of the common scopes                   | subject.scope=a b c d; scopes=b c d; assigned=a c d; scope=d | scope=d
            one scope of a subject with offline access | subject.scope=read offline_access; assigned=read offline_access; scope=read | scope=read
            an empty scope parameter                   | scope=                                                | scope=
            ... and a subject without scopes           | scope=; subject.scope=                                | scope=

            # lifetime
            the permit's maximum by default            | base                                                  | expires_in=300
            one second more than the maximum is left   | subject.exp=+301                                      | expires_in=300
            exactly the maximum is left                | subject.exp=+300                                      | expires_in=300
            one second less is left                    | subject.exp=+299                                      | expires_in=299
            one second is left                         | subject.exp=+1                                        | expires_in=1
            the shortest maximum                       | max-lifetime=1                                        | expires_in=1
            a maximum beyond the subject's expiry      | max-lifetime=3600                                     | expires_in=600
            the longest maximum                        | max-lifetime=max                                      | expires_in=600
            a subject that never expires               | subject.exp=max                                       | expires_in=300
            ... and the longest maximum                | subject.exp=max; max-lifetime=max; now=1              | expires_in=9223372036854775806
            a lifetime that overflows                  | subject.exp=max; now=min                              | expires_in=300
            ... and the longest maximum                | subject.exp=max; now=min; max-lifetime=max            | expires_in=9223372036854775807
            ... by one                                 | subject.exp=0; now=min                                | expires_in=300
            a time before the epoch                    | subject.exp=0; now=-1000010                           | expires_in=10

            # delegation
            an actor, if optional                      | actor=optional; actor_token.azp=backend               | act=backend; acting=delegation
            an actor, if required                      | actor=required; actor_token.azp=backend               | act=backend; acting=delegation
            no actor, if optional                      | actor=optional                                        | as the base case
            an actor token with the requester as audience | actor=optional; actor_token.aud=backend               | act=backend; acting=delegation
            ... and another audience                   | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=orders backend | act=desk; acting=delegation
            the requester as one of the actor clients  | actor=optional; actor-clients=desk backend; actor_token.azp=backend | act=backend; acting=delegation
            the second of several actor clients        | actor=optional; actor-clients=kiosk desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=backend | act=desk; acting=delegation
            an actor client, if an actor is required   | actor=required; actor-clients=desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=backend | act=desk; acting=delegation
            a second actor, if two are permitted       | actor=optional; max-depth=2; subject.act=gateway; actor_token.azp=backend | act=backend<gateway; acting=delegation
            a third actor, if three are permitted      | actor=optional; max-depth=3; subject.act=gateway<batch; actor_token.azp=backend | act=backend<gateway<batch; acting=delegation
            a first actor, if many are permitted       | actor=optional; max-depth=9; actor_token.azp=backend  | act=backend; acting=delegation
            an actor with fewer scopes and audiences   | actor=optional; actor_token.azp=backend; scope=read; audience=billing; subject.exp=+60 | act=backend; acting=delegation; scope=read; aud=billing; expires_in=60

            # impersonation
            an actor that the token does not name      | actor=optional; acting=impersonation; actor_token.azp=backend | acting=impersonation
            ... if required                            | actor=required; acting=impersonation; actor_token.azp=backend | acting=impersonation
            ... of an actor client                     | actor=required; acting=impersonation; actor-clients=desk; actor_token.azp=desk; actor_token.sub=bob; actor_token.aud=backend | acting=impersonation
            ... that may_act names                     | actor=required; acting=impersonation; require-may-act=true; subject.may_act=client_id:backend; actor_token.azp=backend | acting=impersonation
            no actor token, no act                     | actor=optional; acting=impersonation                  | as the base case
            no actor token, the subject's chain is kept | actor=optional; acting=impersonation; subject.act=gateway | act=gateway

            # may_act, with an actor
            client_id names the actor's client         | actor=optional; subject.may_act=client_id:backend; actor_token.azp=backend | act=backend; acting=delegation
            sub names the actor                        | actor=optional; subject.may_act=sub:sa-backend; actor_token.azp=backend | act=backend; acting=delegation
            both match                                 | actor=optional; subject.may_act=client_id:backend sub:sa-backend; actor_token.azp=backend | act=backend; acting=delegation
            ... and may_act is required                | actor=optional; require-may-act=true; subject.may_act=client_id:backend sub:sa-backend; actor_token.azp=backend | act=backend; acting=delegation
            the actor matches, the requester does not  | actor=optional; actor-clients=desk; subject.may_act=client_id:desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=backend | act=desk; acting=delegation
            ... by its sub                             | actor=optional; subject.may_act=sub:sa-backend; requester.sub=; actor_token.azp=backend | act=backend; acting=delegation

            # may_act, without an actor
            client_id names the requester              | subject.may_act=client_id:backend                     | as the base case
            ... without a service account              | subject.may_act=client_id:backend; requester.sub=     | as the base case
            sub names the requester's service account  | subject.may_act=sub:sa-backend                        | as the base case
            both match                                 | subject.may_act=client_id:backend sub:sa-backend      | as the base case
            ... and may_act is required                | require-may-act=true; subject.may_act=client_id:backend sub:sa-backend | as the base case
            client_id matches and may_act is required  | require-may-act=true; subject.may_act=client_id:backend | as the base case

            # chain, without an actor
            the subject's actor is kept                | subject.act=gateway                                   | act=gateway
            ... even if it is the requester            | subject.act=backend                                   | act=backend
            the subject's whole chain is kept          | subject.act=gateway<batch; max-depth=2                | act=gateway<batch
            ... if an actor is optional                | subject.act=gateway; actor=optional                   | act=gateway
            ... if may_act names the requester         | subject.act=gateway; subject.may_act=client_id:backend | act=gateway
            """;

    private static final Grant BASE = new Grant(
            "p",
            Notation.words("read write"),
            Notation.words("boss orders.reader"),
            Notation.words("orders"),
            300,
            null,
            null,
            false);

    @ParameterizedTest(name = "{0} [{1}]")
    @CsvSource(textBlock = REFUSALS, delimiter = '|', quoteCharacter = '"')
    void isRefused(String behaviour, String changes, String outcome) {
        String[] words = outcome.split(" ");
        PolicyCheck check = PolicyCheck.valueOf(words[1]);
        String permit = words.length > 3 ? words[3] : "p";

        Decision decision = Scenario.of(changes).decide();

        assertThat(decision).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.check()).isEqualTo(check);
            assertThat(refusal.permit()).isEqualTo(permit.equals("nobody") ? null : permit);
            assertThat(refusal.code().value()).isEqualTo(words[0]);
        });
    }

    @Test
    void refusalNamesThePermitsThatWereConsidered() {
        Decision decision = Scenario.of(
                        "audience=unknown; permit q; requesters=gateway; permit r; subject-clients=batch")
                .decide();

        assertThat(decision).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.considered())
                .extracting(ConsideredPermit::permit, ConsideredPermit::failed)
                .containsExactly(tuple("p", PolicyCheck.AUDIENCE), tuple("r", PolicyCheck.SUBJECT_CLIENT)));
    }

    @ParameterizedTest(name = "{0} [{1}]")
    @CsvSource(textBlock = GRANTS, delimiter = '|', quoteCharacter = '"')
    void isGranted(String behaviour, String changes, String outcome) {
        Grant expected = expected(outcome);

        Decision decision = Scenario.of(changes).decide();

        assertThat(decision).isEqualTo(expected);
        Grant grant = (Grant) decision;
        assertThat(grant.scopes()).containsExactlyElementsOf(expected.scopes());
        assertThat(grant.audiences()).containsExactlyElementsOf(expected.audiences());
        assertThat(grant.depth()).isEqualTo(links(outcome));
    }

    @Test
    void everyCheckHasARow() {
        assertThat(PolicyCheck.values()).allSatisfy(check -> assertThat(REFUSALS)
                .contains(" " + check.code().value() + " " + check.name()));
    }

    @Test
    void everyKeyOfAPermitIsInBothTables() {
        List<String> keys = List.of(
                "requesters",
                "subject-clients",
                "audiences",
                "require-audience",
                "scopes",
                "path-scopes",
                "roles",
                "requested-token-types",
                "actor",
                "actor-clients",
                "chain-clients",
                "acting",
                "require-may-act",
                "max-depth",
                "max-lifetime");
        assertThat(keys).hasSize(Permit.class.getRecordComponents().length - 1);
        assertThat(keys).allSatisfy(key -> assertThat(List.of(REFUSALS, GRANTS))
                .allSatisfy(table -> assertThat(table).containsPattern("[|;] " + key + "=")));
    }

    @Test
    void noRowIsRepeated() {
        List<String> rows = Arrays.stream((REFUSALS + GRANTS).split("\n"))
                .filter(row -> row.contains("|"))
                .map(row -> row.replaceAll(" +", " ")
                        .substring(row.replaceAll(" +", " ").indexOf('|')))
                .filter(row -> !row.startsWith("| base |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(120).doesNotHaveDuplicates();
    }

    private static Grant expected(String outcome) {
        Map<String, String> facts = facts(outcome);
        assertThat(facts.keySet())
                .isSubsetOf("permit", "scope", "roles", "aud", "expires_in", "act", "acting", "id_token");
        String scope = facts.get("scope");
        String roles = facts.get("roles");
        String audience = facts.get("aud");
        return new Grant(
                facts.getOrDefault("permit", BASE.permit()),
                scope == null ? BASE.scopes() : Notation.words(scope),
                roles == null ? BASE.roles() : Notation.words(roles),
                audience == null ? BASE.audiences() : Notation.words(audience),
                Long.parseLong(facts.getOrDefault("expires_in", "" + BASE.lifetime())),
                Notation.chain(facts.getOrDefault("act", "")),
                ActorSemantics.ofConfigName(facts.get("acting")).orElse(null),
                Boolean.parseBoolean(facts.get("id_token")));
    }

    private static int links(String outcome) {
        String chain = facts(outcome).getOrDefault("act", "");
        return chain.isEmpty() ? 0 : chain.split("<").length;
    }

    private static Map<String, String> facts(String outcome) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (!outcome.equals("as the base case")) {
            for (String fact : outcome.split("; *")) {
                String[] parts = fact.split("=", 2);
                facts.put(parts[0], parts[1]);
            }
        }
        return facts;
    }
}
