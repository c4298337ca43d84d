package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

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
 * The policy as a table. Each row: what a user sees; what differs from the base case ({@link PermitBuilder}, {@link
 * RequestBuilder}), in the words of {@link Scenario}; what comes of it. In grants, what the row does not say is that of
 * the base case.
 */
class ExchangePolicyTableTest {

    private static final String REFUSALS = """
            # requester
            there is no permit at all                  | no permit                                             | unauthorized_client NO_PERMIT by nobody
            the permit is for another requester        | requesters=gateway                                    | unauthorized_client NO_PERMIT by nobody
            all permits are for other requesters       | requesters=gateway; permit q; requesters=batch        | unauthorized_client NO_PERMIT by nobody
            the requester is not one of several        | requesters=gateway batch                              | unauthorized_client NO_PERMIT by nobody
            client ids are compared with case          | requesters=Backend                                    | unauthorized_client NO_PERMIT by nobody
            the subject client is no requester         | requesters=frontend                                   | unauthorized_client NO_PERMIT by nobody
            a permit for others tells nothing          | requesters=gateway; audience=unknown                  | unauthorized_client NO_PERMIT by nobody

            # subject token
            the subject token is of another client     | subject.azp=mobile                                    | invalid_request SUBJECT_CLIENT
            the subject token is of none of several    | subject-clients=frontend backend; subject.azp=mobile  | invalid_request SUBJECT_CLIENT
            own tokens need a permit too               | subject.azp=backend                                   | invalid_request SUBJECT_CLIENT
            subject clients are compared with case     | subject.azp=Frontend                                  | invalid_request SUBJECT_CLIENT

            # requested token type
            an ID token is not permitted by default    | requested_token_type=id_token                         | invalid_request TOKEN_TYPE
            a refresh token is not either              | requested_token_type=refresh_token                    | invalid_request TOKEN_TYPE
            a JWT is not permitted                     | requested-token-types=access_token; requested_token_type=jwt | invalid_request TOKEN_TYPE
            an access token is not permitted           | requested-token-types=jwt id_token refresh_token      | invalid_request TOKEN_TYPE
            a refresh token is asked for with an actor | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=optional; actor_token.azp=backend | invalid_request REFRESH_TOKEN_WITH_ACTOR
            ... even where an actor is required        | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=required; actor_token.azp=backend | invalid_request REFRESH_TOKEN_WITH_ACTOR
            ... even to impersonate                    | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=optional; acting=impersonation; actor_token.azp=backend | invalid_request REFRESH_TOKEN_WITH_ACTOR
            a refresh token is asked for of a delegate | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.act=gateway | invalid_request REFRESH_TOKEN_FOR_DELEGATED_SUBJECT
            ... even within the depth                  | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.act=gateway; max-depth=9 | invalid_request REFRESH_TOKEN_FOR_DELEGATED_SUBJECT
            ... and with an actor on top               | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.act=gateway; actor=optional; actor_token.azp=backend; max-depth=9 | invalid_request REFRESH_TOKEN_WITH_ACTOR

            # audience and resource
            no audience is named                       | audience=                                             | invalid_request TARGET_MISSING
            an unknown audience                        | audience=unknown                                      | invalid_target AUDIENCE
            ... where none need be named               | require-audience=false; audience=unknown              | invalid_target AUDIENCE
            one of two audiences is not permitted      | audience=orders unknown                               | invalid_target AUDIENCE
            ... the first of them                      | audience=unknown orders                               | invalid_target AUDIENCE
            the requester itself is no audience        | audience=backend                                      | invalid_target AUDIENCE
            audiences are compared with case           | audience=Orders                                       | invalid_target AUDIENCE
            a prefix of an audience is none            | audience=order                                        | invalid_target AUDIENCE
            one permit does not lend to another        | audiences=orders; permit q; audiences=billing; audience=orders billing | invalid_target AUDIENCE
            an unknown resource                        | resource=https://api.example/                         | invalid_target RESOURCE
            ... instead of an audience                 | audience=; resource=https://api.example/              | invalid_target RESOURCE
            ... beside a known one                     | resource=billing https://api.example/                 | invalid_target RESOURCE
            a resource is compared to the last slash   | audiences=orders https://api.example; resource=https://api.example/ | invalid_target RESOURCE
            audience and resource are both unknown     | audience=unknown; resource=https://api.example/       | invalid_target AUDIENCE

            # scope
            offline access                             | scope=offline_access                                  | invalid_scope OFFLINE_ACCESS
            ... that subject, permit and requester have | scope=read offline_access; scopes=read offline_access; subject.scope=read offline_access; assigned=read offline_access | invalid_scope OFFLINE_ACCESS
            a scope that the subject lacks             | scope=admin                                           | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... beside one that it has                 | scope=read admin                                      | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... though the permit has it               | scope=admin; scopes=read admin                        | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            ... though the permit has a role of its name | scope=admin; roles=admin                            | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a scope of a subject without scopes        | subject.scope=; scope=read                            | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            scopes are compared with case              | scope=Read                                            | invalid_scope SCOPE_NOT_IN_SUBJECT_TOKEN
            a scope that the requester is not assigned | scope=write; assigned=read                            | invalid_scope SCOPE_NOT_ASSIGNED
            ... though the permit has it               | scope=write; assigned=read; scopes=write              | invalid_scope SCOPE_NOT_ASSIGNED
            a requester that is assigned nothing       | scope=read; assigned=                                 | invalid_scope SCOPE_NOT_ASSIGNED
            a scope that the permit lacks              | scope=write; scopes=read                              | invalid_scope SCOPE_NOT_PERMITTED
            ... beside one that it has                 | scope=read write; scopes=read                         | invalid_scope SCOPE_NOT_PERMITTED
            one permit does not lend to another        | scopes=read; permit q; scopes=write; scope=read write | invalid_scope SCOPE_NOT_PERMITTED

            # actor token
            no actor where one is required             | actor=required                                        | invalid_request ACTOR_MISSING
            ... though the subject names the requester | actor=required; subject.may_act=client_id:backend     | invalid_request ACTOR_MISSING
            an actor by default                        | actor_token.azp=backend                               | invalid_request ACTOR_FORBIDDEN
            an actor where none is taken               | actor=forbidden; actor_token.azp=backend              | invalid_request ACTOR_FORBIDDEN
            ... though the permit has actor clients    | actor-clients=backend; actor_token.azp=backend        | invalid_request ACTOR_FORBIDDEN
            ... though the subject names it            | subject.may_act=client_id:backend; actor_token.azp=backend | invalid_request ACTOR_FORBIDDEN
            an actor token of another client           | actor=optional; actor_token.azp=desk; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            ... where one is required                  | actor=required; actor_token.azp=desk; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            an actor token of none of the actor clients | actor=optional; actor-clients=desk kiosk; actor_token.azp=batch; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            actor clients shut the requester out       | actor=optional; actor-clients=desk; actor_token.azp=backend | invalid_request ACTOR_CLIENT
            actor clients are compared with case       | actor=optional; actor-clients=desk; actor_token.azp=Desk; actor_token.aud=backend | invalid_request ACTOR_CLIENT
            an actor token that is not for the requester | actor=optional; actor-clients=desk; actor_token.azp=desk | invalid_request ACTOR_NOT_FOR_REQUESTER
            ... but for others                         | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.aud=orders frontend | invalid_request ACTOR_NOT_FOR_REQUESTER
            ... as its audience has another case       | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.aud=Backend | invalid_request ACTOR_NOT_FOR_REQUESTER
            an actor token that is itself delegated    | actor=optional; max-depth=9; actor_token.act=true     | invalid_request ACTOR_DELEGATED
            ... where the actor is not named           | actor=optional; acting=impersonation; actor_token.act=true | invalid_request ACTOR_DELEGATED
            ... that was issued for the requester      | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.aud=backend; actor_token.act=true | invalid_request ACTOR_DELEGATED
            the subject as its own actor               | actor=optional; actor_token.sub=alice                 | invalid_request ACTOR_IS_SUBJECT
            ... where one is required                  | actor=required; actor_token.sub=alice                 | invalid_request ACTOR_IS_SUBJECT
            ... where the actor is not named           | actor=optional; acting=impersonation; actor_token.sub=alice | invalid_request ACTOR_IS_SUBJECT
            ... though the subject names it            | actor=optional; actor_token.sub=alice; subject.may_act=sub:alice | invalid_request ACTOR_IS_SUBJECT
            a service account as its own actor         | actor=optional; subject-clients=backend; subject.azp=backend; subject.sub=sa-backend; actor_token.azp=backend | invalid_request ACTOR_IS_SUBJECT

            # may_act
            the subject names nobody, with an actor    | require-may-act=true; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISSING
            the subject names nobody, without an actor | require-may-act=true                                  | invalid_request MAY_ACT_MISSING
            ... having been delegated before           | require-may-act=true; subject.act=backend             | invalid_request MAY_ACT_MISSING
            a required may_act has no members          | require-may-act=true; subject.may_act={}              | invalid_request MAY_ACT_MISMATCH
            a may_act that was not required neither    | subject.may_act={}                                    | invalid_request MAY_ACT_MISMATCH
            ... with an actor                          | subject.may_act={}; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            another client is named                    | subject.may_act=client_id:gateway                     | invalid_request MAY_ACT_MISMATCH
            ... where the subject must name one        | subject.may_act=client_id:gateway; require-may-act=true | invalid_request MAY_ACT_MISMATCH
            ... than the actor's                       | subject.may_act=client_id:gateway; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            ... than the one that will impersonate     | subject.may_act=client_id:gateway; actor=optional; acting=impersonation; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            another subject is named                   | subject.may_act=sub:sa-gateway                        | invalid_request MAY_ACT_MISMATCH
            ... than the actor                         | subject.may_act=sub:sa-gateway; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            the client matches, the subject does not   | subject.may_act=client_id:backend sub:sa-gateway      | invalid_request MAY_ACT_MISMATCH
            ... with an actor                          | subject.may_act=client_id:backend sub:sa-gateway; actor=optional; actor_token.azp=backend | invalid_request MAY_ACT_MISMATCH
            the subject matches, the client does not   | subject.may_act=client_id:gateway sub:sa-backend      | invalid_request MAY_ACT_MISMATCH
            a subject is named, the requester has none | subject.may_act=sub:sa-backend; requester.sub=        | invalid_request MAY_ACT_MISMATCH
            ... though its client matches              | subject.may_act=client_id:backend sub:sa-backend; requester.sub= | invalid_request MAY_ACT_MISMATCH
            the requester is named, another acts       | subject.may_act=client_id:backend; actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.sub=bob; actor_token.aud=backend | invalid_request MAY_ACT_MISMATCH
            the requester's subject is, another acts   | subject.may_act=sub:sa-backend; actor=optional; actor_token.sub=bob | invalid_request MAY_ACT_MISMATCH

            # chain
            impersonation would hide a chain           | actor=optional; acting=impersonation; subject.act=gateway; actor_token.azp=backend | invalid_request IMPERSONATION_OF_DELEGATED_SUBJECT
            ... of any permitted depth                 | actor=required; acting=impersonation; subject.act=gateway<batch; max-depth=9; actor_token.azp=backend | invalid_request IMPERSONATION_OF_DELEGATED_SUBJECT
            ... of the same actor                      | actor=optional; acting=impersonation; subject.act=backend; actor_token.azp=backend | invalid_request IMPERSONATION_OF_DELEGATED_SUBJECT
            a second actor by default                  | actor=optional; subject.act=gateway; actor_token.azp=backend | invalid_request DEPTH
            a third actor where two are permitted      | actor=optional; subject.act=gateway<batch; actor_token.azp=backend; max-depth=2 | invalid_request DEPTH
            the actor acts already                     | actor=optional; max-depth=9; subject.act=backend; actor_token.azp=backend | invalid_request CYCLE
            ... and another after it                   | actor=optional; max-depth=9; subject.act=gateway<backend; actor_token.azp=backend | invalid_request CYCLE
            ... though its token is another client's   | actor=optional; max-depth=9; actor-clients=desk; subject.act=gateway<backend; actor_token.azp=desk; actor_token.aud=backend | invalid_request CYCLE
            ... where the chain is too long as well    | actor=optional; subject.act=backend; actor_token.azp=backend | invalid_request CYCLE
            a kept chain that is too long              | subject.act=gateway<batch                             | invalid_request DEPTH
            ... by one                                 | subject.act=gateway<batch<desk; max-depth=2           | invalid_request DEPTH
            ... where the permit impersonates          | acting=impersonation; subject.act=gateway<batch       | invalid_request DEPTH

            # lifetime
            the subject token expires now              | subject.exp=+0                                        | invalid_request LIFETIME
            the subject token expired a second ago     | subject.exp=-1                                        | invalid_request LIFETIME
            ... long ago                               | subject.exp=0                                         | invalid_request LIFETIME
            ... longer ago than can be counted         | subject.exp=min; now=max                              | invalid_request LIFETIME
            ... at the beginning of time               | subject.exp=min                                       | invalid_request LIFETIME
            ... at the end of time                     | subject.exp=max; now=max                              | invalid_request LIFETIME
            a long maximum revives no token            | subject.exp=-1; max-lifetime=max                      | invalid_request LIFETIME

            # which refusal is reported: that of the permit that got furthest
            the first of two that failed alike         | permit q; audience=unknown                            | invalid_target AUDIENCE
            the second got further                     | subject-clients=mobile; permit q; audience=unknown    | invalid_target AUDIENCE by q
            the first got further                      | permit q; subject-clients=mobile; audience=unknown    | invalid_target AUDIENCE
            the middle one got furthest                | audiences=x; permit q; scopes=write; permit r; subject-clients=x; scope=read | invalid_scope SCOPE_NOT_PERMITTED by q
            the first of those that got furthest       | subject-clients=x; permit q; actor=required; permit r; actor=required | invalid_request ACTOR_MISSING by q
            a permit for others does not count         | requesters=gateway; permit q; audiences=x             | invalid_target AUDIENCE by q
            ... even if it would have got further      | requesters=gateway; actor=required; permit q; subject-clients=mobile | invalid_request SUBJECT_CLIENT by q
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
            the permit names the requester             | requesters=backend                                    | as the base case
            ... among others                           | requesters=gateway backend                            | as the base case
            a permit for others is passed over         | requesters=gateway; permit q                          | permit=q
            a requester without service account        | requester.sub=                                        | as the base case

            # which permit is used: the first that covers all
            both cover                                 | permit q                                              | as the base case
            both cover, the second with more           | permit q; max-lifetime=600                            | as the base case
            the first takes other tokens               | subject-clients=mobile; permit q                      | permit=q
            the first is for another audience          | audiences=billing; permit q                           | permit=q
            the first has another scope                | scopes=write; permit q; scope=read                    | permit=q; scope=read
            the first wants an actor                   | actor=required; permit q                              | permit=q
            the first takes no actor                   | permit q; actor=optional; actor_token.azp=backend     | permit=q; act=backend; acting=delegation
            the first permits too short a chain        | permit q; max-depth=2; subject.act=gateway<batch      | permit=q; act=gateway<batch
            the first wants may_act                    | require-may-act=true; permit q                        | permit=q
            the last of three                          | audiences=x; permit q; scopes=x; permit r; scope=read | permit=r; scope=read
            a first that shares no scope covers too    | scopes=x; permit q                                    | scope=

            # roles
            the permit narrows the subject's roles     | roles=boss clerk                                      | roles=boss
            a client's role is named with its client   | roles=reader orders.reader                            | roles=orders.reader
            a permit adds no role                      | subject.roles=; roles=boss                            | roles=
            without roles, the subject's               | subject.roles=clerk                                   | roles=clerk

            # ID token
            ... beside an access token, if permitted   | requested-token-types=access_token id_token           | id_token=true

            # subject token
            a subject token of one of several clients  | subject-clients=mobile frontend                       | as the base case
            the requester's own token                  | subject-clients=backend; subject.azp=backend          | as the base case
            the subject token of a service account     | subject-clients=batch; subject.azp=batch; subject.sub=sa-batch | as the base case

            # requested token type
            a JWT by default                           | requested_token_type=jwt                              | as the base case
            an ID token                                | requested-token-types=id_token; requested_token_type=id_token | id_token=true
            a refresh token                            | requested-token-types=refresh_token; requested_token_type=refresh_token | as the base case
            ... where an actor could be                | requested-token-types=refresh_token; requested_token_type=refresh_token; actor=optional | as the base case
            ... of a subject that names the requester  | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.may_act=client_id:backend | as the base case
            ... never with offline access              | requested-token-types=refresh_token; requested_token_type=refresh_token; subject.scope=read offline_access; assigned=read offline_access | scope=read
            a JWT with an actor                        | requested_token_type=jwt; actor=optional; actor_token.azp=backend | act=backend; acting=delegation
            an ID token with an actor                  | requested-token-types=id_token; requested_token_type=id_token; actor=optional; actor_token.azp=backend | act=backend; acting=delegation; id_token=true
            an ID token of a delegate                  | requested-token-types=id_token; requested_token_type=id_token; subject.act=gateway | act=gateway; id_token=true
            an access token where refresh is permitted | requested-token-types=access_token refresh_token      | as the base case

            # audience and resource
            the other audience                         | audience=billing                                      | aud=billing
            both audiences                             | audience=orders billing                               | aud=orders billing
            ... in the order of the request            | audience=billing orders                               | aud=billing orders
            an audience that is named twice            | audience=orders orders                                | aud=orders
            ... with another between                   | audience=billing orders billing                       | aud=billing orders
            a resource instead of an audience          | audience=; resource=billing                           | aud=billing
            a resource beside an audience              | resource=billing                                      | aud=orders billing
            ... that is the same                       | resource=orders                                       | aud=orders
            resources come after audiences             | audience=billing; resource=orders                     | aud=billing orders
            a resource that is named twice             | audience=; resource=orders orders                     | aud=orders
            a resource is an absolute URI              | audiences=https://api.example/v1; audience=; resource=https://api.example/v1 | aud=https://api.example/v1
            no audience where none need be named       | require-audience=false; audience=                     | aud=orders billing
            ... of one                                 | require-audience=false; audience=; audiences=billing  | aud=billing
            one audience where none need be named      | require-audience=false                                | as the base case
            one resource where none need be named      | require-audience=false; audience=; resource=billing   | aud=billing
            the requester itself, if permitted         | audiences=backend; audience=backend                   | aud=backend

            # scope
            no scope: all that the subject has         | base                                                  | scope=read write
            ... and the permit                         | scopes=write                                          | scope=write
            ... and the requester                      | assigned=read                                         | scope=read
            ... and both                               | subject.scope=a b c d; scopes=b c d; assigned=a c d   | scope=c d
            ... in the order of the subject            | subject.scope=write read; scopes=read write           | scope=write read
            ... which may be nothing                   | assigned=admin                                        | scope=
            ... as the subject has nothing             | subject.scope=                                        | scope=
            ... as the permit has others               | scopes=admin                                          | scope=
            ... but offline access                     | subject.scope=read offline_access; assigned=read offline_access | scope=read
            ... even if the permit has it              | subject.scope=read offline_access; assigned=read offline_access; scopes=read offline_access | scope=read
            ... even if there is nothing else          | subject.scope=offline_access; assigned=offline_access | scope=
            one scope                                  | scope=read                                            | scope=read
            all scopes, in the order of the request    | scope=write read                                      | scope=write read
            one scope of the permit's                  | scopes=read write; scope=write                        | scope=write
            one of those that all share                | subject.scope=a b c d; scopes=b c d; assigned=a c d; scope=d | scope=d
            one scope where offline access is at hand  | subject.scope=read offline_access; assigned=read offline_access; scope=read | scope=read
            explicitly none                            | scope=                                                | scope=
            ... of none                                | scope=; subject.scope=                                | scope=

            # lifetime
            the permit's maximum by default            | base                                                  | expires_in=300
            a second more is left than the maximum     | subject.exp=+301                                      | expires_in=300
            exactly the maximum is left                | subject.exp=+300                                      | expires_in=300
            a second less is left                      | subject.exp=+299                                      | expires_in=299
            a second is left                           | subject.exp=+1                                        | expires_in=1
            the shortest maximum                       | max-lifetime=1                                        | expires_in=1
            a maximum beyond the subject's expiry      | max-lifetime=3600                                     | expires_in=600
            the longest maximum                        | max-lifetime=max                                      | expires_in=600
            a subject that never expires               | subject.exp=max                                       | expires_in=300
            ... and the longest maximum                | subject.exp=max; max-lifetime=max; now=1              | expires_in=9223372036854775806
            a lifetime that cannot be counted          | subject.exp=max; now=min                              | expires_in=300
            ... and the longest maximum                | subject.exp=max; now=min; max-lifetime=max            | expires_in=9223372036854775807
            ... just so                                | subject.exp=0; now=min                                | expires_in=300
            a time before the epoch                    | subject.exp=0; now=-1000010                           | expires_in=10

            # delegation
            an actor where one may be                  | actor=optional; actor_token.azp=backend               | act=backend; acting=delegation
            an actor where one must be                 | actor=required; actor_token.azp=backend               | act=backend; acting=delegation
            none where one may be                      | actor=optional                                        | as the base case
            an actor whose token is for the requester  | actor=optional; actor_token.aud=backend               | act=backend; acting=delegation
            ... and for others                         | actor=optional; actor-clients=desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=orders backend | act=desk; acting=delegation
            an actor client that is the requester      | actor=optional; actor-clients=desk backend; actor_token.azp=backend | act=backend; acting=delegation
            the second of several actor clients        | actor=optional; actor-clients=kiosk desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=backend | act=desk; acting=delegation
            an actor client where one must be          | actor=required; actor-clients=desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=backend | act=desk; acting=delegation
            the second actor of two                    | actor=optional; max-depth=2; subject.act=gateway; actor_token.azp=backend | act=backend<gateway; acting=delegation
            the third actor of three                   | actor=optional; max-depth=3; subject.act=gateway<batch; actor_token.azp=backend | act=backend<gateway<batch; acting=delegation
            the first of many that may be              | actor=optional; max-depth=9; actor_token.azp=backend  | act=backend; acting=delegation
            an actor with less scope and audience      | actor=optional; actor_token.azp=backend; scope=read; audience=billing; subject.exp=+60 | act=backend; acting=delegation; scope=read; aud=billing; expires_in=60

            # impersonation
            an actor that is not named                 | actor=optional; acting=impersonation; actor_token.azp=backend | acting=impersonation
            ... where one must be                      | actor=required; acting=impersonation; actor_token.azp=backend | acting=impersonation
            ... from a desk                            | actor=required; acting=impersonation; actor-clients=desk; actor_token.azp=desk; actor_token.sub=bob; actor_token.aud=backend | acting=impersonation
            ... that the subject names                 | actor=required; acting=impersonation; require-may-act=true; subject.may_act=client_id:backend; actor_token.azp=backend | acting=impersonation
            no actor, nobody acts                      | actor=optional; acting=impersonation                  | as the base case
            no actor, the subject's chain stays        | actor=optional; acting=impersonation; subject.act=gateway | act=gateway

            # may_act, with an actor
            the actor's client is named                | actor=optional; subject.may_act=client_id:backend; actor_token.azp=backend | act=backend; acting=delegation
            the actor's subject is named               | actor=optional; subject.may_act=sub:sa-backend; actor_token.azp=backend | act=backend; acting=delegation
            both are named                             | actor=optional; subject.may_act=client_id:backend sub:sa-backend; actor_token.azp=backend | act=backend; acting=delegation
            ... as must be                             | actor=optional; require-may-act=true; subject.may_act=client_id:backend sub:sa-backend; actor_token.azp=backend | act=backend; acting=delegation
            the actor is named, not the requester      | actor=optional; actor-clients=desk; subject.may_act=client_id:desk; actor_token.azp=desk; actor_token.sub=sa-desk; actor_token.aud=backend | act=desk; acting=delegation
            ... by its subject                         | actor=optional; subject.may_act=sub:sa-backend; requester.sub=; actor_token.azp=backend | act=backend; acting=delegation

            # may_act, without an actor
            the requester's client is named            | subject.may_act=client_id:backend                     | as the base case
            ... and has no service account             | subject.may_act=client_id:backend; requester.sub=     | as the base case
            the requester's service account is named   | subject.may_act=sub:sa-backend                        | as the base case
            both are named                             | subject.may_act=client_id:backend sub:sa-backend      | as the base case
            ... as must be                             | require-may-act=true; subject.may_act=client_id:backend sub:sa-backend | as the base case
            the requester is named, as must be         | require-may-act=true; subject.may_act=client_id:backend | as the base case

            # chain, without an actor
            the subject's actor stays                  | subject.act=gateway                                   | act=gateway
            ... even if it is the requester            | subject.act=backend                                   | act=backend
            the subject's whole chain stays            | subject.act=gateway<batch; max-depth=2                | act=gateway<batch
            ... where an actor could be                | subject.act=gateway; actor=optional                   | act=gateway
            ... where the requester is named           | subject.act=gateway; subject.may_act=client_id:backend | act=gateway
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
        PolicyCheck cause = PolicyCheck.valueOf(words[1]);
        String permit = words.length > 3 ? words[3] : "p";

        Decision decision = Scenario.of(changes).decide();

        Refusal expected = new Refusal(cause, permit.equals("nobody") ? null : permit);
        assertThat(decision).isEqualTo(expected);
        assertThat(expected.code().value()).isEqualTo(words[0]);
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
    void everyCauseHasARow() {
        assertThat(PolicyCheck.values()).allSatisfy(cause -> assertThat(REFUSALS)
                .contains(" " + cause.code().value() + " " + cause.name()));
    }

    @Test
    void everyKeyOfAPermitIsInBothTables() {
        List<String> keys = List.of(
                "requesters",
                "subject-clients",
                "audiences",
                "require-audience",
                "scopes",
                "roles",
                "requested-token-types",
                "actor",
                "actor-clients",
                "acting",
                "require-may-act",
                "max-depth",
                "max-lifetime");
        assertThat(keys).hasSize(Permit.class.getRecordComponents().length - 1);
        assertThat(keys).allSatisfy(key -> assertThat(List.of(REFUSALS, GRANTS))
                .allSatisfy(table -> assertThat(table).containsPattern("[|;] " + key + "=")));
    }

    @Test
    void noRowStandsTwice() {
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
